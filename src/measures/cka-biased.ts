import type { Matrix } from "../kernels/matrix.js";
import { permutations } from "../kernels/random.js";
import { completeScore } from "./complete-score.js";
import { defineMeasure, type Measure } from "./define-measure.js";
import { permutedKernelProducts } from "./kernel-permutations.js";
import { kernelProduct, type LinearKernel, linearKernel } from "./linear-kernel.js";
import { permutationCount, type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";
import { sampledNull } from "./stats/sampled-null.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/**
 * Linear centred kernel alignment of two representations of the same examples, the biased estimate: the cosine of their
 * Gram matrices, ⟨K,M⟩/(‖K‖_F·‖M‖_F).
 *
 * The score lies in [0, 1]: 1 for a rotation and scaling of the same features. Unrelated representations score above 0,
 * more so with more features beside n; `chance` says how much: tr K·tr M/((n − 1)·‖K‖_F·‖M‖_F), the exact mean over all
 * permutations of the examples. Prefer `cka`, whose chance is 0.
 *
 * `threshold` and `pValue` are counted from 200 seeded permutations; there is no interval, because a jackknife of the
 * biased estimate does not cover. All is `null` where a representation is constant.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Kornblith et al. 2019
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * ckaBiased(x, x).score; // => 1
 * ckaBiased(x, x).chance; // => 0.5
 */
export function ckaBiased(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return ckaBiasedWith(options).measure(x, y);
}

interface Prepared {
  readonly kernel: LinearKernel;
  /** ‖K‖_F */
  readonly norm: number;
}

function ckaBiasedWith(options: SamplingOptions): Measure {
  const sampling = samplingOf("cka-biased", options);
  const [count, { seed }] = [permutationCount(sampling, false), sampling];
  const permuted = (x: Prepared, y: Prepared, orders: readonly Uint32Array[]) =>
    permutedKernelProducts(x.kernel, y.kernel, orders).map((product) => product / (x.norm * y.norm));
  return defineMeasure<Prepared>({
    name: "cka-biased",
    range: [0, 1],
    ...UP_TO_ROTATION,
    undefinedFor: [],
    minimumExamples: 2,
    prepare(xc) {
      const kernel = linearKernel(xc);
      return { kernel, norm: Math.sqrt(kernelProduct(kernel, kernel)) };
    },
    between: (x, y) => kernelProduct(x.kernel, y.kernel) / (x.norm * y.norm),
    permuted,
    assess(score, { prepared: x }, { prepared: y }) {
      const { n } = x.kernel;
      return completeScore({
        score,
        ...sampledNull(score, permuted(x, y, permutations(n, count, seed))),
        chance: (x.kernel.trace * y.kernel.trace) / ((n - 1) * x.norm * y.norm),
        interval: { interval: null, reason: "a jackknife of the biased estimate does not cover" },
        details: { permutations: count, seed },
      });
    },
  });
}

/** The table's row of `cka-biased`. */
export const ckaBiasedMeasure = ckaBiasedWith({});
