import { expect, test } from "vitest";
import { withOutsideValues } from "../../src/onnx/external-data.js";
import { concatBytes } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { weightsOutside } from "../../src/onnx/weights-outside.js";
import { modelBytes } from "../support/onnx-builder.js";

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

const model = modelBytes({
  inputs: [["x", "float32", ["n", 300]]],
  outputs: ["y"],
  weights: [
    { name: "large", dims: [300, 2], values: many(600) },
    { name: "small", dims: [2], values: [1, 2] },
    { name: "half", type: "float16", dims: [600], values: many(600) },
    { name: "shape", type: "int64", dims: [200], values: many(200) },
    { name: "typed", dims: [300], values: many(300), typed: true },
  ],
  nodes: [["MatMul", "x large", "y"]],
});

test("larger floats in raw data leave the graph, each beginning at a page", () => {
  const { graph, weights, length } = weightsOutside(model, "w.bin");
  expect(weights.map(({ start, end, offset }) => [end - start, offset])).toEqual([
    [2400, 0],
    [1200, 4096],
  ]);
  expect(length).toBe(4096 + 1200);
  expect(graph.length).toBeLessThan(model.length - 3600 + 200);
  const pieces = withOutsideValues(graph, "m") ?? [];
  const places = pieces.flatMap((piece) => ("location" in piece ? [piece] : []));
  expect(places).toEqual([
    { tensor: "large", location: "w.bin", offset: 0, length: 2400 },
    { tensor: "half", location: "w.bin", offset: 4096, length: 1200 },
  ]);
});

test("and come back as the same model", () => {
  const { graph, weights } = weightsOutside(model, "w.bin");
  const pieces = (withOutsideValues(graph, "m") ?? []).map((piece) => {
    if (!("location" in piece)) return piece;
    const { start, end } = weights.find(({ offset }) => offset === piece.offset) ?? { start: 0, end: 0 };
    return model.subarray(start, end);
  });
  const [again, before] = [readModel(concatBytes(pieces)), readModel(model)];
  for (const [name, { values, dims, elemType }] of before.initializers) {
    const found = again.initializers.get(name);
    expect([found?.dims, found?.elemType]).toEqual([dims, elemType]);
    expect(again.bytes.subarray(found?.values.start, found?.values.end)).toEqual(
      before.bytes.subarray(values.start, values.end),
    );
  }
  expect(withOutsideValues(model, "m")).toBeNull();
});
