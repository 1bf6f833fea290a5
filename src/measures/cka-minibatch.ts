import type { Matrix } from "../kernels/matrix.js";
import { VANISHES } from "./cka.js";
import { completeScore } from "./complete-score.js";
import { defineMeasure, type Measure } from "./define-measure.js";
import { APART, type Batched, batched, batchedScore, meet } from "./minibatch/batched.js";
import { batchedNull } from "./minibatch/batched-null.js";
import { batches } from "./minibatch/batches.js";
import { batchedLeaveOneOut } from "./minibatch/leave-one-out.js";
import { checkWhole } from "./sampling.js";
import type { ReasonedInterval, Score } from "./score.js";
import { jackknifeInterval } from "./stats/interval.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/** How `ckaMinibatch` cuts its batches. */
export interface CkaMinibatchOptions {
  /** Examples a batch, 4 or more; 256 unless given. */
  readonly batchSize?: number;
  /** Seed of the shuffle, a whole number of 32 bits; 0 unless given. */
  readonly seed?: number;
}

/**
 * Debiased linear CKA summed over batches: Σ_b ⟨A_b,B_b⟩ / √(Σ_b ⟨A_b,A_b⟩ · Σ_b ⟨B_b,B_b⟩), in memory that does not grow
 * with n beyond the activations themselves.
 *
 * The score lies in [−1, 1] and means what `cka`'s does; with n ≤ `batchSize` it is `cka`. Batches are cut from a seeded
 * shuffle; a rest of fewer than 4 examples is dropped. The order of the examples matters, therefore. `details` has the
 * batch size, the seed and the number of dropped examples.
 *
 * The null is that of permutations within each batch: mean 0, variance and third moment are sums over the batches and
 * exact, the shape is Pearson III. The interval leaves one example out of its batch at a time, exactly, on Fisher's
 * scale; dropped examples play no part in it. All is `null` as in `cka`.
 *
 * @param x - n × p activations, one row an example, n ≥ 4.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError as `cka` does, and for a batch size below 4 or a seed that is not whole.
 * @see Nguyen, Raghu & Kornblith 2021
 * @example
 * const x = { rows: 10, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8, 13, 2, 7, 1, 8) };
 * ckaMinibatch(x, x, { batchSize: 4 }).score; // => 1
 * ckaMinibatch(x, x, { batchSize: 4 }).details; // => { batchSize: 4, seed: 0, dropped: 2 }
 */
export function ckaMinibatch(x: Matrix, y: Matrix, options: CkaMinibatchOptions = {}): Score {
  return ckaMinibatchWith(options).measure(x, y);
}

interface Prepared extends Batched {
  readonly dropped: number;
}

function ckaMinibatchWith({ batchSize = 256, seed = 0 }: CkaMinibatchOptions): Measure {
  checkWhole("cka-minibatch", "batchSize", batchSize, 4);
  checkWhole("cka-minibatch", "seed", seed, 0);
  return defineMeasure<Prepared>({
    name: "cka-minibatch",
    range: [-1, 1],
    ...UP_TO_ROTATION,
    invariantTo: UP_TO_ROTATION.invariantTo.filter((one) => one !== "joint permutation of examples"),
    notInvariantTo: [...UP_TO_ROTATION.notInvariantTo, "joint permutation of examples"],
    undefinedFor: ["equidistant"],
    minimumExamples: 4,
    prepare(xc) {
      const cut = batches(xc.rows, batchSize, seed);
      return { ...batched(xc, cut), dropped: cut.dropped };
    },
    between: batchedScore,
    undefinedBecause: (x, y) => (x.self > 0 && y.self > 0 && !meet(x, y) ? APART : VANISHES),
    assess(score, { prepared: x }, { prepared: y }) {
      const details = { batchSize, seed, dropped: x.dropped };
      return completeScore({ score, chance: 0, ...batchedNull(score, x, y), interval: interval(score, x, y), details });
    },
  });
}

function interval(score: number, x: Batched, y: Batched): ReasonedInterval {
  const [only] = x.batches;
  if (x.batches.length > 1 || only === undefined || only.prepared.n > 4) {
    return jackknifeInterval(score, batchedLeaveOneOut(x, y));
  }
  return { interval: null, reason: "leaving one out needs at least 5 examples, found 4" };
}

/** The table's row of `cka-minibatch`. */
export const ckaMinibatchMeasure = ckaMinibatchWith({});
