import { type Float64Matrix, transposed } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { orthogonalRows } from "../kernels/orthogonal-rows.js";
import { crossProduct, rowProducts } from "../kernels/products.js";
import { unitRows } from "../kernels/unit-rows.js";
import type { CanonicalSide } from "./canonical/canonical-sides.js";
import { defineCanonical } from "./canonical/define-canonical.js";
import type { Measure } from "./define-measure.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";

/** Correlations above this have a direction of more than eleven digits. */
const DIRECTED = 1e-4;

/**
 * Projection-weighted canonical correlation: the canonical correlations ρ_i weighted by how much the first argument is
 * made of their variates, Σα_iρ_i/Σα_i with α_i = Σ_j |⟨h_i, xc_j⟩| over its features j, h_i the unit canonical variates
 * of X, as many as the smaller rank.
 *
 * The score lies in [0, 1], 1 and 0 as for `cca`; it is not symmetric: the weights are those of `x`. Null, interval and
 * what is `null` are as in `cca`, but for 20 permutations where both ranks exceed 128: each needs the variates too.
 *
 * Where the ranks together exceed n − 1, some correlations are 1 whatever the data, and any rotation of their variates is as
 * good: the score then hangs on rounding, by about 1e-4. So it does, within what they weigh, where correlations are equal.
 *
 * @param x - n × p activations, one row an example, n ≥ 3; the weights come from it.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError as `cca` does.
 * @see Morcos, Raghu & Bengio 2018
 * @example
 * const x = { rows: 4, columns: 2, data: Float64Array.of(3, 1, 3, -1, -3, 1, -3, -1) };
 * const y = { rows: 4, columns: 2, data: Float64Array.of(1, 1, 1, -1, -1, -1, -1, 1) };
 * pwcca(x, y).score; // => 0.75
 * pwcca(y, x).score; // => 0.5
 */
export function pwcca(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return pwccaWith(options).measure(x, y);
}

function pwccaWith(options: SamplingOptions): Measure {
  return defineCanonical({
    claims: {
      name: "pwcca",
      range: [0, 1],
      symmetric: false,
      invariantTo: [
        "translation",
        "isotropic scaling",
        "permutation of features",
        "constant features",
        "joint permutation of examples",
      ],
      notInvariantTo: [
        "orthogonal",
        "per-feature scaling",
        "invertible linear",
        "per-example scaling",
        "permutation of one side's examples",
      ],
      undefinedFor: ["full rank"],
      minimumExamples: 3,
    },
    share: 1,
    sampling: samplingOf("pwcca", options),
    scoreOf: weightedCorrelation,
    costlyFrom: 128,
  });
}

function weightedCorrelation(x: CanonicalSide, y: CanonicalSide): number {
  const { variates, correlations } = variatesOf(crossProduct(x.basis, y.basis));
  const projections = rowProducts(variates, x.loadings());
  const count = Math.min(x.basis.columns, y.basis.columns);
  const order = Array.from(correlations.keys()).sort((i, j) => (correlations[j] ?? 0) - (correlations[i] ?? 0));
  let [weighted, weights] = [0, 0];
  for (const i of order.slice(0, count)) {
    const row = projections.data.subarray(i * projections.columns, (i + 1) * projections.columns);
    const weight = row.reduce((total, value) => total + Math.abs(value), 0);
    weighted += weight * (correlations[i] ?? 0);
    weights += weight;
  }
  return weighted / weights;
}

/** The canonical variates of X, one a row, in the coordinates of Q_x, and their correlations, of C = Q_x'Q_y. */
function variatesOf(c: Float64Matrix): { readonly variates: Float64Matrix; readonly correlations: Float64Array } {
  if (c.rows > c.columns) {
    // C' = J'(JC'): fewer rows to rotate, which end along the variates of X wherever they have a length.
    const { rotated, lengths } = orthogonalRows(transposed(c));
    if (lengths.every((length) => length > DIRECTED)) return { variates: unitRows(rotated), correlations: lengths };
  }
  // C = J'(JC): the rows of J turn Q_x into the canonical variates, the lengths are the correlations.
  const { rotation, lengths } = orthogonalRows(c);
  return { variates: rotation, correlations: lengths };
}

/** The table's row of `pwcca`. */
export const pwccaMeasure = pwccaWith({});
