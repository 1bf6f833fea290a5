import { expect, test } from "vitest";
import { checkPath, highest } from "../../../src/measures/connectivity/barrier.js";

test("of equally high points the first counts", () => {
  expect(highest([0, 2, 1, 2])).toEqual({ height: 2, at: 1 });
  expect(highest([-1, -3])).toEqual({ height: -1, at: 0 });
});

test("a path has both ends and numbers all along", () => {
  expect(() => checkPath("f", [1])).toThrow(new RangeError("f: 1 points, expected both ends at least"));
  expect(() => checkPath("f", [1, Number.NaN, 2])).toThrow("f: point 1 is NaN, expected a finite number");
  expect(() => checkPath("f", [1, 2])).not.toThrow();
});
