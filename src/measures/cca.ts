import type { Matrix } from "../kernels/matrix.js";
import { defineCanonical } from "./canonical/define-canonical.js";
import { meanCorrelation, permutedCorrelations } from "./canonical/mean-correlation.js";
import type { Measure } from "./define-measure.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";

/**
 * Mean canonical correlation of two representations of the same examples: the cosines between the spaces that their
 * features span, ρ_i, averaged over the smaller of the two ranks.
 *
 * The score lies in [0, 1]: 1 where the features of one are linear combinations of the other's, 0 where none correlates
 * with any. Directions of hardly any variance count as much as the first. Unrelated representations score well above 0
 * unless n far exceeds p and q: see `chance`. A rank is the number of singular values above 1e-10 of the largest.
 *
 * `chance`, `threshold` and `pValue` are counted from 200 seeded permutations of the examples (20 where both ranks exceed
 * 1,024). The interval is the delete-d jackknife on Fisher's scale, from 100 seeded subsets (20 where a rank exceeds 128) that leave
 * out a fifth of the examples; the score falls as n grows, and the interval is one for the value at this n. `details` has the ranks and
 * these numbers.
 *
 * All is `null` where a representation is constant, and where a rank is n − 1 or more: then any two score 1.
 *
 * @param x - n × p activations, one row an example, n ≥ 3.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 3 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Hotelling 1936; Raghu et al. 2017
 * @example
 * const x = { rows: 4, columns: 2, data: Float64Array.of(1, 1, 1, -1, -1, 1, -1, -1) };
 * const y = { rows: 4, columns: 1, data: Float64Array.of(3, 1, -1, -3) };
 * cca(x, y).score; // => 1
 * cca(x, { rows: 4, columns: 1, data: Float64Array.of(1, -1, -1, 1) }).score; // => 0
 */
export function cca(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return ccaWith(options).measure(x, y);
}

function ccaWith(options: SamplingOptions): Measure {
  return defineCanonical({
    claims: {
      name: "cca",
      range: [0, 1],
      symmetric: true,
      invariantTo: [
        "translation",
        "isotropic scaling",
        "orthogonal",
        "permutation of features",
        "per-feature scaling",
        "invertible linear",
        "constant features",
        "joint permutation of examples",
      ],
      notInvariantTo: ["per-example scaling", "permutation of one side's examples"],
      undefinedFor: ["full rank"],
      minimumExamples: 3,
    },
    share: 1,
    sampling: samplingOf("cca", options),
    scoreOf: meanCorrelation,
    permuted: permutedCorrelations,
    costlyFrom: 1024,
  });
}

/** The table's row of `cca`. */
export const ccaMeasure = ccaWith({});
