import { expect } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { gatheredRows } from "../../src/kernels/gathered.js";
import type { MeasureName } from "../../src/measures/index.js";
import { cutInterval } from "../../src/measures/stats/interval.js";
import { leftOut, subsampleInterval, subsamples } from "../../src/measures/stats/subsampling.js";
import { MEASURES } from "../../src/measures/table.js";
import { closeAll } from "../support/close.js";

/** Fails unless a measure's interval is that of its scores of the subsets themselves. */
export function expectSubsampled(name: MeasureName, x: Float64Matrix, y: Float64Matrix): void {
  const { prepare, between, measure, range } = MEASURES[name];
  const { score, interval, details } = measure(x, y);
  const n = x.rows;
  const d = leftOut(n);
  const scores = subsamples(n, d, 100, 0).map((rows) => {
    const [left, right] = [gatheredRows(x, rows), gatheredRows(y, rows)];
    return between(prepare(left), prepare(right)) ?? Number.NaN;
  });
  const expected = cutInterval(subsampleInterval(score ?? Number.NaN, n, d, Float64Array.from(scores)), range);
  expect(expected.interval).not.toBeNull();
  closeAll(interval ?? [], expected.interval ?? [], 1e-9);
  expect(details).toMatchObject({ permutations: 200, subsamples: 100, leftOut: d, seed: 0 });
}
