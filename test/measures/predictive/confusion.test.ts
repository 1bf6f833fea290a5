import { describe, expect, test } from "vitest";
import { confusion } from "../../../src/measures/predictive/confusion.js";

describe("confusion", () => {
  test("counts cells, classes, what is the same and what chance would match", () => {
    expect(confusion(Int32Array.of(0, 2, 2, 1, 2), Int32Array.of(0, 1, 1, 1, 2), 3)).toEqual({
      n: 5,
      cells: [
        { a: 0, b: 0, count: 1 },
        { a: 2, b: 1, count: 2 },
        { a: 1, b: 1, count: 1 },
        { a: 2, b: 2, count: 1 },
      ],
      ofA: [1, 1, 3],
      ofB: [1, 3, 1],
      same: 3,
      matched: 1 * 1 + 1 * 3 + 3 * 1,
    });
  });
});
