import { describe, expect, test } from "vitest";
import { midRanks } from "../../src/kernels/mid-ranks.js";
import { gaussian } from "./matrices.js";

describe("mid-ranks", () => {
  test("count the values below, and half of those that are equal", () => {
    const values = gaussian(1, 60, 1).data.map((value) => Math.round(4 * value));
    const ranks = midRanks(values);
    values.forEach((value, i) => {
      const below = values.filter((other) => other < value).length;
      const equal = values.filter((other) => other === value).length;
      expect(ranks[i]).toBe(below + (equal + 1) / 2);
    });
  });

  test("tie what rounding has parted, and no more", () => {
    expect(midRanks(Float64Array.of(0.3, 0.1 + 0.2, 1))).toEqual(Float64Array.of(1.5, 1.5, 3));
    expect(midRanks(Float64Array.of(0.3, 0.3 + 1e-11, 1))).toEqual(Float64Array.of(1, 2, 3));
  });
});
