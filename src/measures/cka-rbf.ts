import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude, unitScale } from "../kernels/vector.js";
import { VANISHES } from "./cka.js";
import { defineMeasure, type Measure, type Side } from "./define-measure.js";
import { rbfKernel } from "./rbf-kernel.js";
import type { Score } from "./score.js";
import { assessDebiased } from "./ucentred/assess-debiased.js";
import { debiasedScore } from "./ucentred/debiased-score.js";
import { kernelForm } from "./ucentred/kernel-form.js";
import { permutedScores } from "./ucentred/permuted-scores.js";
import type { UCentred } from "./ucentred/ucentred.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/** What the kernel of `ckaRbf` is made with. */
export interface CkaRbfOptions {
  /** c, σ as a multiple of the median distance; 1 unless given. */
  readonly bandwidth?: number;
}

/**
 * Debiased centred kernel alignment with the radial basis function kernel exp(−d²/2σ²), d the Euclidean distance of two
 * examples and σ = c × its median over all pairs, in each representation for itself.
 *
 * The score lies in [−1, 1]: 1 for a rotation and scaling of the same features, 0 on average for unrelated ones. Unlike
 * `cka` it sees which examples are near each other more than how far apart the far ones are.
 *
 * Null and interval are those of `cka`: neither asks for a linear kernel. Leaving an example out, the bandwidth is held
 * at the full sample's median. `details` has both bandwidths. All is `null` where a representation is constant, where
 * only one example differs or all are equally far apart, and where half of all pairs coincide, so that the median
 * distance is 0.
 *
 * @param x - n × p activations, one row an example, n ≥ 4.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError as `cka` does, and for a bandwidth that is not positive.
 * @see Kornblith et al. 2019; Song et al. 2012
 * @example
 * const x = { rows: 5, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8) };
 * ckaRbf(x, x).score; // => 1
 * ckaRbf(x, x).details.bandwidthX; // => 3
 */
export function ckaRbf(x: Matrix, y: Matrix, options: CkaRbfOptions = {}): Score {
  return ckaRbfWith(options).measure(x, y);
}

interface Prepared {
  /** `null` where the median distance is 0. */
  readonly centred: UCentred | null;
  /** σ, in units of the representation. */
  readonly bandwidth: number;
}

function ckaRbfWith({ bandwidth: factor = 1 }: CkaRbfOptions): Measure {
  if (!(factor > 0 && factor < Infinity)) {
    throw new RangeError(`cka-rbf: bandwidth is ${factor}, expected a positive multiple of the median distance`);
  }
  return defineMeasure<Prepared>({
    name: "cka-rbf",
    range: [-1, 1],
    ...UP_TO_ROTATION,
    undefinedFor: ["equidistant", "coinciding"],
    minimumExamples: 4,
    prepare(xc, x) {
      const { kernel, bandwidth } = rbfKernel(xc, factor);
      const centred = bandwidth === 0 ? null : kernelForm(kernel);
      return { centred, bandwidth: bandwidth / unitScale(largestMagnitude(x.data)) };
    },
    between: (x, y) => x.centred && y.centred && debiasedScore(x.centred, y.centred),
    permuted: (x, y, orders) =>
      x.centred && y.centred ? permutedScores(x.centred, y.centred, orders) : new Float64Array(0),
    undefinedBecause: (x, y) =>
      x.centred && y.centred ? VANISHES : "the median distance is 0: half of the pairs of examples coincide",
    assess(score, x, y) {
      const details = { bandwidthX: x.prepared.bandwidth, bandwidthY: y.prepared.bandwidth };
      return assessDebiased(score, centredSide(x), centredSide(y), details);
    },
  });
}

function centredSide({ xc, prepared: { centred } }: Side<Prepared>): Side<UCentred> {
  if (centred === null) throw new RangeError("cka-rbf: a score without a kernel");
  return { xc, prepared: centred };
}

/** The table's row of `cka-rbf`. */
export const ckaRbfMeasure = ckaRbfWith({});
