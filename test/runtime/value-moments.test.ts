import { describe, expect, test } from "vitest";
import { valueMoments } from "../../src/runtime/value-moments.js";

describe("valueMoments", () => {
  test("are those of all numbers, however they are parted", () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => Math.sin(i) + 1e4);
    const mean = values.reduce((sum, value) => sum + value, 0) / 100;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 100);
    for (const size of [1, 7, 100]) {
      const moments = valueMoments();
      for (let from = 0; from < 100; from += size) moments.add(values.subarray(from, from + size));
      moments.add(new Float32Array());
      const found = moments.sofar();
      expect(found.mean).toBeCloseTo(mean, 8);
      expect(found.sd).toBeCloseTo(sd, 8);
      expect([found.min, found.max]).toEqual([Math.min(...values), Math.max(...values)]);
    }
  });

  test("of nothing are none", () => {
    expect(() => valueMoments().sofar()).toThrow("there are no numbers");
  });
});
