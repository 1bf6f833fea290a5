import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import { batched, batchedScore } from "../../../src/measures/minibatch/batched.js";
import { batchedLeaveOneOut } from "../../../src/measures/minibatch/leave-one-out.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { naiveCentred } from "../ucentred/brute-force.js";

const BATCHES = [
  [0, 5, 9, 2, 11],
  [1, 3, 4, 6, 7, 8],
  [10, 12, 13, 14],
];
const cut = (rows: readonly (readonly number[])[]) => ({
  rows: rows.map((batch) => Uint32Array.from(batch)),
  dropped: 0,
});

function score(x: Float64Matrix, y: Float64Matrix, rows: readonly (readonly number[])[]): number {
  return batchedScore(batched(x, cut(rows)), batched(y, cut(rows))) ?? Number.NaN;
}

describe("scores of batches without each example", () => {
  const noise = gaussian(15, 3, 2);
  const y = naiveCentred(build(15, 3, (i, j) => at(noise, i, j) + at(gaussian(15, 4, 1), i, j)));

  test.each([1, 1e4])("are those of the batches that remain, one example %d times the others", (factor) => {
    const x = naiveCentred(build(15, 4, (i, j) => at(gaussian(15, 4, 1), i, j) * (i === 3 ? factor : 1)));
    const expected = BATCHES.flatMap((batch) =>
      batch.map((i) => {
        const rows = BATCHES.map((other) => other.filter((j) => j !== i)).filter((other) => other.length > 3);
        return score(x, y, rows);
      }),
    );
    const found = batchedLeaveOneOut(batched(x, cut(BATCHES)), batched(y, cut(BATCHES)));
    closeAll(found, expected, 1e-10);
  });

  test("are none where nothing varies any more", () => {
    const x = naiveCentred(build(15, 1, (i) => (i === 3 || i === 4 ? i : 0)));
    const found = batchedLeaveOneOut(batched(x, cut(BATCHES)), batched(y, cut(BATCHES)));
    expect(Number.isNaN(found[6])).toBe(true);
  });
});
