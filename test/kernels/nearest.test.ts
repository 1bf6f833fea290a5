import { describe, expect, test } from "vitest";
import { nearest } from "../../src/kernels/nearest.js";
import { at, build, gaussian } from "./matrices.js";

describe("the nearest columns", () => {
  test.each([1, 3, 11])("are the first %i of the whole row sorted, the diagonal left out", (k) => {
    const noise = gaussian(12, 12, 1);
    const similar = build(12, 12, (i, j) => Math.round(2 * at(noise, i, j)));
    const lists = nearest(similar, k);
    for (let i = 0; i < 12; i++) {
      const others = Array.from({ length: 12 }, (_, j) => j).filter((j) => j !== i);
      // A stable sort keeps the lower index of equal ones first.
      const sorted = others.sort((a, b) => at(similar, i, b) - at(similar, i, a));
      expect([...lists.subarray(i * k, (i + 1) * k)]).toEqual(sorted.slice(0, k));
    }
  });
});
