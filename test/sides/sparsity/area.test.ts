import { expect, test } from "vitest";
import { area, jackknifedArea } from "../../../src/sides/sparsity/area.js";

test("the area under a straight line is its mean height times its length, however it is cut", () => {
  expect(area([0, 0.1, 0.7, 0.8], [1, 0.9, 0.3, 0.2])).toBeCloseTo(0.8 * 0.6, 12);
});

test("the area without an example is that of the values without it", () => {
  const of = (score: number, ...leaveOneOut: number[]) => ({ score, leaveOneOut: Float64Array.from(leaveOneOut) });
  const { score, leaveOneOut } = jackknifedArea([0, 0.5], [of(1, 1, 0.8), of(0.5, 0.6, 0.4)]);
  expect(score).toBeCloseTo(0.375, 12);
  expect([...leaveOneOut]).toEqual([expect.closeTo(0.4, 12), expect.closeTo(0.3, 12)]);
});

test("one level has no area", () => {
  expect(() => area([0], [1])).toThrow("1 values at 1 levels, expected as many and at least 2");
  expect(() => area([0, 1], [1])).toThrow("1 values at 2 levels");
});
