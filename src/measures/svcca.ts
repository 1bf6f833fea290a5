import type { Matrix } from "../kernels/matrix.js";
import { defineCanonical } from "./canonical/define-canonical.js";
import { meanCorrelation, permutedCorrelations } from "./canonical/mean-correlation.js";
import type { Measure } from "./define-measure.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/** What `svcca` is computed with. */
export interface SvccaOptions extends SamplingOptions {
  /** Share of the variance Σσ² that the principal components kept must reach, above 0 and at most 1; .99 unless given. */
  readonly variance?: number;
}

/**
 * Mean canonical correlation of the principal components with 99 % of the variance of each representation, as `cca` is of
 * all directions.
 *
 * The score lies in [0, 1]: 1 where the leading components of one are linear combinations of the other's, 0 where none
 * correlates with any. `details` has the ranks used. Null, interval and what is `null` are as in `cca`, with the rank
 * used in place of the whole; each subset finds its own components among all, of which more than 128 make for
 * 20 subsets.
 *
 * @param x - n × p activations, one row an example, n ≥ 3.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError as `cca` does, and for a share that is not above 0 and at most 1.
 * @see Raghu et al. 2017
 * @example
 * const x = { rows: 4, columns: 2, data: Float64Array.of(9, 0.1, 9, -0.1, -9, 0.1, -9, -0.1) };
 * svcca(x, { rows: 4, columns: 1, data: Float64Array.of(1, 1, -1, -1) }).score; // => 1
 * svcca(x, { rows: 4, columns: 1, data: Float64Array.of(1, -1, 1, -1) }).score; // => 0
 */
export function svcca(x: Matrix, y: Matrix, options: SvccaOptions = {}): Score {
  return svccaWith(options).measure(x, y);
}

function svccaWith({ variance = 0.99, ...options }: SvccaOptions): Measure {
  if (!(variance > 0 && variance <= 1)) {
    throw new RangeError(`svcca: variance is ${variance}, expected a share above 0 and at most 1`);
  }
  return defineCanonical({
    claims: {
      name: "svcca",
      range: [0, 1],
      ...UP_TO_ROTATION,
      undefinedFor: ["full rank"],
      minimumExamples: 3,
    },
    share: variance,
    sampling: samplingOf("svcca", options),
    scoreOf: meanCorrelation,
    permuted: permutedCorrelations,
    costlyFrom: 1024,
    choices: { variance },
  });
}

/** The table's row of `svcca`. */
export const svccaMeasure = svccaWith({});
