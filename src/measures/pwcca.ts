import type { Matrix } from "../kernels/matrix.js";
import { orthogonalRows } from "../kernels/orthogonal-rows.js";
import { crossProduct, rowProducts } from "../kernels/products.js";
import type { CanonicalSide } from "./canonical/canonical-sides.js";
import { defineCanonical } from "./canonical/define-canonical.js";
import type { Measure } from "./define-measure.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";

/**
 * Projection-weighted canonical correlation: the canonical correlations ρ_i weighted by how much the first argument is
 * made of their variates, Σα_iρ_i/Σα_i with α_i = Σ_j |⟨h_i, xc_j⟩| over its features j, h_i the unit canonical variates
 * of X, as many as the smaller rank.
 *
 * The score lies in [0, 1], 1 and 0 as for `cca`; it is not symmetric: the weights are those of `x`. Null, interval and
 * what is `null` are as in `cca`, but for 20 permutations where both ranks exceed 128: each needs the variates too.
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
  // Q_x'Q_y = J'(JC): the rows of J turn Q_x into the canonical variates, the lengths are the correlations.
  const { rotation, lengths } = orthogonalRows(crossProduct(x.basis, y.basis));
  const projections = rowProducts(rotation, x.loadings());
  const count = Math.min(x.basis.columns, y.basis.columns);
  const order = Array.from(lengths.keys()).sort((i, j) => (lengths[j] ?? 0) - (lengths[i] ?? 0));
  let [weighted, weights] = [0, 0];
  for (const i of order.slice(0, count)) {
    const row = projections.data.subarray(i * projections.columns, (i + 1) * projections.columns);
    const weight = row.reduce((total, value) => total + Math.abs(value), 0);
    weighted += weight * (lengths[i] ?? 0);
    weights += weight;
  }
  return weighted / weights;
}

/** The table's row of `pwcca`. */
export const pwccaMeasure = pwccaWith({});
