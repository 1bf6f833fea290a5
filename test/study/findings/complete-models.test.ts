import { describe, expect, test } from "vitest";
import { among, completeModels } from "../../../src/study/findings/complete-models.js";
import { independentModels } from "../../../src/study/findings/independent-models.js";
import { modelNamed, pairMatrix } from "./evidence-of-models.js";

const models = [..."abcde"].map((name) => modelNamed(name, "cnn"));
const complete = (...missing: readonly (readonly [number, number])[]) =>
  completeModels(
    models,
    independentModels(models),
    [pairMatrix(5, (i, j) => (missing.some(([a, b]) => a === i && b === j) ? null : 0.5))],
    "similarity",
  );

describe("completeModels", () => {
  test("keep everything where nothing is missing", () => {
    expect(complete()).toEqual({ kept: [0, 1, 2, 3, 4], leftOut: [] });
  });

  test("give up the one that lacks most first, of equals the last", () => {
    const { kept, leftOut } = complete([0, 1], [0, 2], [3, 4]);
    expect(kept).toEqual([1, 2, 3]);
    expect(leftOut).toEqual([
      { model: "a", why: "no similarity with b, c" },
      { model: "e", why: "no similarity with d" },
    ]);
  });

  test("say so where a model has a value with no other", () => {
    expect(complete([0, 2], [1, 2], [2, 3], [2, 4]).leftOut).toEqual([
      { model: "c", why: "no similarity with any other model" },
    ]);
  });

  test("read what lies right of the diagonal alone, and take NaN for missing", () => {
    const matrix = [
      [1, Number.NaN],
      [0.5, 1],
    ];
    expect(completeModels(models.slice(0, 2), { kept: [0, 1], leftOut: [] }, [matrix], "x").kept).toEqual([0]);
  });
});

describe("among", () => {
  test("is the square of some, symmetric, with the diagonal asked for", () => {
    const matrix = pairMatrix(3, (i, j) => i + 10 * j);
    expect(among(matrix, [0, 2], 7)).toEqual([
      [7, 20],
      [20, 7],
    ]);
  });
});
