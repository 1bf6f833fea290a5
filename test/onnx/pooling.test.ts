import { expect, test } from "vitest";
import type { Pooling } from "../../src/onnx/pooling.js";
import { describePooling, type PoolingChoice, poolingFor } from "../../src/onnx/pooling.js";

const CASES: readonly (readonly [string, number, number | null, PoolingChoice, Pooling])[] = [
  ["a matrix is taken as it is", 2, 1, "cls", "none"],
  ["a vector has one value a row", 1, null, "mean", "flatten"],
  ["tokens are averaged", 3, 2, "mean", "mean"],
  ["tokens may give their first", 3, 2, "cls", "cls"],
  ["maps are averaged over space", 4, 1, "mean", "gap"],
  ["maps have no first token", 4, 3, "cls", "gap"],
  ["channels first of rank 3 are space, not tokens", 3, 1, "cls", "gap"],
  ["the maximum applies to all", 4, 1, "max", "max"],
  ["flattening applies to all", 3, 2, "flatten", "flatten"],
  ["without a feature axis there is only flattening", 4, null, "mean", "flatten"],
];

test.each(CASES)("%s", (_, rank, featureAxis, choice, pooling) => {
  expect(poolingFor(rank, featureAxis, choice)).toBe(pooling);
});

test("a tap is described by its pooling and the axes it goes over", () => {
  const tap = { tensor: "x", output: "y", rank: 3, batchAxis: 1, featureAxis: 2 };
  expect(describePooling({ ...tap, pooling: "mean" })).toBe("mean over axis 0");
  expect(describePooling({ ...tap, pooling: "cls" })).toBe("cls: first of axis 0");
  expect(describePooling({ ...tap, rank: 4, pooling: "max" })).toBe("max over axes 0, 3");
  expect(describePooling({ ...tap, pooling: "flatten" })).toBe("flatten");
});
