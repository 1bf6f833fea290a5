import { describe, expect, test } from "vitest";
import { tallies, together } from "../../../bench/interval-tally.js";
import type { PredictiveScore } from "../../../src/measures/predictive/predictive-score.js";

function saying(interval: readonly [number, number] | null, why?: string): PredictiveScore {
  return { score: 0, chance: 0, interval, reasons: why === undefined ? {} : { interval: why } };
}

describe("tallies", () => {
  const found = tallies(
    [
      saying([0, 1]),
      saying([0.5, 2]),
      saying([0, 0.4]),
      saying([0.6, 1]),
      saying([0.7, 0.9], "3 disagreements"),
      saying([0, 1], "12 disagreements"),
      saying([0, 0], "identical"),
      saying(null, "2.5 of 3"),
      saying(null, "1.0 of 4"),
    ],
    0.5,
  );

  test("tell intervals that hold the truth, ends included, from those below and above it", () => {
    const width = (1 + 1.5 + 0.4 + 0.4) / 4;
    expect(found.plain).toEqual({ count: 4, held: 2, below: 1, above: 1, width });
  });

  test("keep apart what something is said of, whatever the numbers in it", () => {
    expect(Object.keys(found.flagged)).toEqual(["k disagreements", "identical"]);
    expect(found.flagged["k disagreements"]).toMatchObject({ count: 2, held: 1, below: 0, above: 1 });
    expect(found.flagged.identical).toEqual({ count: 1, held: 0, below: 1, above: 0, width: 0 });
  });

  test("count what has no interval by its reason", () => {
    expect(found.missing).toEqual({ "k of k": 2 });
  });

  test("put together weigh widths by the intervals there are", () => {
    const nothing = tallies([], 0).plain;
    expect(nothing.width).toBeNaN();
    const both = together([nothing, found.plain, ...Object.values(found.flagged)]);
    expect(both).toMatchObject({ count: 7, held: 3, below: 2, above: 2 });
    expect(both.width).toBeCloseTo((3.3 + 0.2 + 1 + 0) / 7, 14);
  });
});
