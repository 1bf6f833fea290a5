import { expect, test } from "vitest";
import type { Level } from "../../../src/sides/sparsity/level.js";
import { gainsOf } from "../../../src/study/tasks/gains-of.js";

const level = (score: number | null, ...without: number[]) =>
  ({ pair: { cross: { score, leaveOneOut: score === null ? null : Float64Array.from(without) } } }) as unknown as Level;

test("are differences from the dense pair, with every example and without each", () => {
  expect(gainsOf([level(0.5, 0.25, 0.5), level(0.75, 1, 0.25)])).toEqual([
    { score: 0, leaveOneOut: Float64Array.of(0, 0) },
    { score: 0.25, leaveOneOut: Float64Array.of(0.75, -0.25) },
  ]);
});

test("are null where either similarity is", () => {
  expect(gainsOf([level(0.5, 0.5), level(null)])[1]).toBeNull();
  expect(gainsOf([level(null), level(0.5, 0.5)])).toEqual([null, null]);
});
