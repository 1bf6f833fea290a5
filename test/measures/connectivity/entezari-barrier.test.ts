import { describe, expect, test } from "vitest";
import { entezariBarrier } from "../../../src/measures/connectivity/entezari-barrier.js";

describe("entezariBarrier", () => {
  test("is the highest rise above the line between the ends", () => {
    expect(entezariBarrier([0, 0.5, 0.75, 1], [1, 3, 4, 2])).toEqual({ height: 2.25, at: 2 });
  });

  test("is 0 on the line and below it, at an end", () => {
    expect(entezariBarrier([0, 0.5, 1], [1, 2, 3])).toEqual({ height: 0, at: 0 });
    expect(entezariBarrier([0, 0.5, 1], [1, 1.5, 3])).toEqual({ height: 0, at: 0 });
  });

  test("may be elsewhere than the highest loss", () => {
    expect(entezariBarrier([0, 0.25, 0.75, 1], [0, 3, 5, 8])).toEqual({ height: 1, at: 1 });
  });

  test("refuses numbers of points that differ, and what is no path", () => {
    expect(() => entezariBarrier([0, 1], [1, 2, 3])).toThrow("entezariBarrier: there are 2 alphas and 3 losses");
    expect(() => entezariBarrier([0, 1], [1, Infinity])).toThrow("entezariBarrier: point 1 is Infinity");
  });
});
