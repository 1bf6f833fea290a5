import { describe, expect, test } from "vitest";
import { cka } from "../../src/measures/cka.js";
import { ckaMinibatch } from "../../src/measures/cka-minibatch.js";
import { batches } from "../../src/measures/minibatch/batches.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveGram, naiveUCentred } from "./ucentred/brute-force.js";

const [x, noise] = [gaussian(61, 3, 1), gaussian(61, 3, 2)];
const y = build(61, 3, (i, j) => at(x, i, j) + at(noise, i, j));

describe("cka-minibatch", () => {
  test("with one batch is cka, but for rounding", () => {
    const { details, ...found } = ckaMinibatch(x, y);
    const expected = cka(x, y);
    for (const field of ["score", "threshold", "calibrated", "pValue"] as const)
      close(found[field] ?? 2, expected[field] ?? 3, 1e-10);
    close(found.interval?.[0] ?? 2, expected.interval?.[0] ?? 3, 1e-10);
    expect(details).toEqual({ batchSize: 256, seed: 0, dropped: 0 });
  });

  test("sums the products of the batches", () => {
    const sums = [0, 0, 0];
    for (const rows of batches(61, 10, 4).rows) {
      const part = (m: typeof x) => build(rows.length, 3, (i, j) => at(m, Number(rows[i]), j));
      const [a, b] = [naiveUCentred(naiveGram(part(x))), naiveUCentred(naiveGram(part(y)))];
      [frobenius(a, b), frobenius(a, a), frobenius(b, b)].forEach((value, k) => {
        sums[k] = (sums[k] ?? 0) + value;
      });
    }
    const { score, details } = ckaMinibatch(x, y, { batchSize: 10, seed: 4 });
    close(score ?? 2, Number(sums[0]) / Math.sqrt(Number(sums[1]) * Number(sums[2])), 1e-11);
    expect(details).toEqual({ batchSize: 10, seed: 4, dropped: 1 });
  });

  test("is not fooled by examples sorted by class", () => {
    const sorted = build(200, 2, (i, j) => 5 * Math.floor(i / 50) * (j + 1) + at(gaussian(200, 2, 1), i, j));
    const other = build(200, 2, (i, j) => 5 * Math.floor(i / 50) * (2 - j) + at(gaussian(200, 2, 2), i, j));
    const [whole, batched] = [cka(sorted, other).score ?? 0, ckaMinibatch(sorted, other, { batchSize: 50 }).score ?? 0];
    expect(Math.abs(whole - batched)).toBeLessThan(0.02);
  });

  test("of four examples has no interval", () => {
    const { interval, reasons } = ckaMinibatch(gaussian(4, 2, 1), gaussian(4, 2, 2));
    expect([interval, reasons.interval]).toEqual([null, "leaving one out needs at least 5 examples, found 4"]);
  });

  test("refuses batches of fewer than four", () => {
    expect(() => ckaMinibatch(x, y, { batchSize: 3 })).toThrow(
      "cka-minibatch: batchSize is 3, expected a whole number",
    );
  });
});
