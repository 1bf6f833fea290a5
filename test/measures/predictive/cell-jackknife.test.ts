import { describe, expect, test } from "vitest";
import { cellJackknife } from "../../../src/measures/predictive/cell-jackknife.js";
import { studentQuantile } from "../../../src/measures/stats/student-t.js";

const PLAIN = { to: (value: number) => value, from: (value: number) => value };

/** A share of successes and what it is without a success or a failure. */
function share(successes: number, failures: number) {
  const n = successes + failures;
  return {
    score: successes / n,
    cells: [
      { value: (successes - 1) / (n - 1), count: successes },
      { value: successes / (n - 1), count: failures },
    ],
  };
}

describe("cellJackknife", () => {
  test("of a mean is Student's interval", () => {
    const { score, cells } = share(30, 70);
    const half = studentQuantile(0.975, 99) * Math.sqrt((score * (1 - score)) / 99);
    const { interval, reasons } = cellJackknife(score, cells, PLAIN);
    expect(interval?.[0]).toBeCloseTo(score - half, 12);
    expect(interval?.[1]).toBeCloseTo(score + half, 12);
    expect(reasons).toEqual({});
  });

  test("maps its ends back from the scale", () => {
    const { score, cells } = share(30, 70);
    const squared = { to: (value: number) => value ** 2, from: Math.sqrt };
    const { interval } = cellJackknife(score, cells, squared);
    const [low = 0, high = 0] = interval ?? [];
    expect((low ** 2 + high ** 2) / 2).toBeCloseTo(score ** 2, 12);
  });

  test("gives a reason where the scale does not reach a value or nothing moves", () => {
    const { score, cells } = share(1, 5);
    const log = { to: Math.log, from: Math.exp };
    expect(cellJackknife(score, cells, log).reasons.interval).toMatch(/undefined or at the end of its range$/);
    const still = cellJackknife(0.5, [{ value: 0.5, count: 9 }], PLAIN);
    expect(still.interval).toBeNull();
    expect(still.reasons.interval).toMatch(/sees no spread$/);
  });
});
