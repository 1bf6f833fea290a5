import { describe, expect, test } from "vitest";
import { permanova } from "../../../src/measures/stats/permanova.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close } from "../../support/close.js";

const line = (...at: number[]) => at.map((x) => at.map((y) => Math.abs(x - y)));

describe("permanova", () => {
  test("gives pseudo-F of the hat matrix, and p of all orders of the labels", () => {
    expect(golden.permanova).toHaveLength(3);
    for (const { distances, labels, f, r2, p } of golden.permanova) {
      const found = permanova(distances, labels, 0);
      close(found?.f ?? Number.NaN, f, 1e-9);
      close(found?.r2 ?? Number.NaN, r2, 1e-9);
      close(found?.pValue ?? Number.NaN, p, 1e-12);
      expect(found?.exhaustive).toBe(true);
    }
  });

  test("says what the smallest p can be: 4, 4 and 3 things can be divided in 5,775 ways", () => {
    const found = permanova(line(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22), [..."aaaabbbbccc"], 0);
    expect(found).toMatchObject({ permutations: 5775, exhaustive: true });
    close(found?.pValue ?? Number.NaN, 1 / 5775, 1e-12);
    close(found?.smallest ?? Number.NaN, 1 / 5775, 1e-12);
  });

  test("draws where there are too many divisions, the same ones for the same seed", () => {
    const at = Array.from({ length: 24 }, (_, i) => (i % 3) + (i * 7919) / 1e5);
    const labels = at.map((_, i) => String(i % 3));
    const found = permanova(line(...at), labels, 3);
    expect(found).toMatchObject({ permutations: 9999, exhaustive: false, smallest: 1e-4 });
    expect(permanova(line(...at), labels, 3)).toEqual(found);
  });

  test("has an infinite F where groups are points, and still a p", () => {
    const found = permanova(line(0, 0, 0, 1, 1, 1), [..."aaabbb"], 0);
    expect(found).toMatchObject({ f: Infinity, r2: 1, pValue: 0.1 });
  });

  test("is null where there is nothing to compare", () => {
    expect(permanova(line(0, 1, 2), [..."aaa"], 0)).toBeNull();
    expect(permanova(line(0, 1, 2), [..."abc"], 0)).toBeNull();
    expect(permanova(line(1, 1, 1), [..."aab"], 0)).toBeNull();
    expect(permanova([], [], 0)).toBeNull();
  });
});
