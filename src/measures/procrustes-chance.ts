import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { gatheredRows } from "../kernels/gathered.js";
import type { Matrix } from "../kernels/matrix.js";
import { permutations } from "../kernels/random.js";
import { centredRepresentation } from "./centred-representation.js";
import { checkRepresentation, checkSameExamples } from "./check.js";
import { normalised, PROCRUSTES_CLAIMS, procrustesScore } from "./procrustes.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";

/** R, the row orders that a cell's chance is the mean of, unless told. */
export const PERMUTATIONS_A_CELL = 5;

/**
 * What `procrustes` gives on average where the examples of the second model are paired with those of the first at random,
 * for each layer of one model against each of another: the mean over R row orders, the same ones in every cell.
 *
 * It tells how much of a score the widths alone explain. Five orders give it to about half the spread of a permuted score:
 * too little for a threshold or a p-value. R orders cost as much as R layer maps.
 *
 * @param xs - L layers of the first model, all of the same n ≥ 2 examples.
 * @param ys - layers of the second model, of these examples too.
 * @param options - `permutations`, R, is 5 unless given.
 * @returns [i][j]: layer i of xs against layer j of ys, in [0, 1]; `null` where a layer is constant.
 * @throws RangeError for a layer that `procrustes` cannot take, as `xs[2]`, for different numbers of examples, and for an
 *   option that is not a whole number.
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * procrustesChance([x], [x], { permutations: 1, seed: 3 })[0][0]; // => 0.5
 */
export function procrustesChance(
  xs: readonly Matrix[],
  ys: readonly Matrix[],
  options: Pick<SamplingOptions, "permutations" | "seed"> = {},
): (number | null)[][] {
  const { seed, permutations: count } = samplingOf(NAME, options);
  const left = xs.map((x, i) => prepared(x, `xs[${i}]`));
  const right = ys.map((y, j) => prepared(y, `ys[${j}]`));
  for (const x of xs) for (const y of ys) checkSameExamples(NAME, x.rows, y.rows);
  const orders = permutations(xs[0]?.rows ?? 0, count ?? PERMUTATIONS_A_CELL, seed);
  const columns = right.map((q) => meanScores(left, q, orders));
  return xs.map((_, i) => columns.map((column) => column[i] ?? null));
}

const NAME = "procrustesChance";

/** P, or `null` where the representation is constant. */
function prepared(x: Matrix, label: string): Float64Matrix | null {
  checkRepresentation(NAME, label, x, PROCRUSTES_CLAIMS.minimumExamples);
  const xc = centredRepresentation(x);
  return xc && normalised(xc);
}

/** The mean score of each p with the rows of q in these orders. */
function meanScores(
  ps: readonly (Float64Matrix | null)[],
  q: Float64Matrix | null,
  orders: readonly Uint32Array[],
): readonly (number | null)[] {
  if (q === null) return ps.map(() => null);
  const totals = ps.map(() => 0);
  // One order of q at a time for all p: it is gathered once and need not be kept.
  for (const order of orders) {
    const permuted = gatheredRows(q, order);
    for (const [i, p] of ps.entries()) if (p !== null) totals[i] = (totals[i] ?? 0) + procrustesScore(p, permuted);
  }
  return totals.map((total, i) => (ps[i] === null ? null : total / orders.length));
}
