import { total } from "../../kernels/mean.js";
import { plainInterval } from "../stats/jackknife.js";
import { frankleBarrier } from "./frankle-barrier.js";

/** Linear mode connectivity of a path; a field that cannot be computed is `null`, and `reasons` says why. */
export interface Lmc {
  readonly score: number | null;
  readonly interval: readonly [number, number] | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Linear mode connectivity of a path between two networks: 1 less the share of the ends' accuracy above chance that its
 * error barrier takes, 1 − b/(½(acc_A + acc_B) − 1/C), where a share above 1 counts as 1.
 *
 * @param right - for each point of the path, its ends first and last, what `rightness` says of the same n examples.
 * @param classes - C.
 * @returns score in [0, 1]: 1 where the path loses nothing, 0 where it reaches chance or worse; null where the ends are
 *   at chance themselves. Interval: jackknife of the barrier at the point where it is highest, that point and the ends'
 *   accuracy above chance held, and mapped as the score is, so it stays within [0, 1]; null for one example, and where
 *   leaving out any one makes the same of the barrier. Chance is 0.
 * @throws RangeError for fewer than two points, none or different numbers of examples, or fewer than two classes.
 * @see Frankle, Dziugaite, Roy & Carbin 2020 for the barrier
 * @example
 * const [a, middle, b] = [Int32Array.of(1, 1, 1, 1), Int32Array.of(1, 1, 0, 1), Int32Array.of(1, 1, 1, 1)];
 * lmc([a, middle, b], 2).score; // => 0.5
 */
export function lmc(right: readonly Int32Array[], classes: number): Lmc {
  check(right, classes);
  const [first, last] = [right[0] ?? new Int32Array(), right.at(-1) ?? new Int32Array()];
  const n = first.length;
  const atEnds = total(first) + total(last);
  if (atEnds * classes <= 2 * n) return undefinedLmc("the two networks are at chance themselves");
  const aboveChance = atEnds / (2 * n) - 1 / classes;
  const { height, at } = frankleBarrier(right.map((of) => (n - total(of)) / n));
  const scoreOf = (barrier: number) => 1 - Math.min(1, Math.max(0, barrier / aboveChance));
  const lost = Float64Array.from(first, (a, i) => (a + (last[i] ?? 0)) / 2 - (right[at]?.[i] ?? 0));
  const { interval, reason } = barrierInterval(height, lost);
  if (interval === null) return { score: scoreOf(height), interval, reasons: { interval: reason } };
  return { score: scoreOf(height), interval: [scoreOf(interval[1]), scoreOf(interval[0])], reasons: {} };
}

type IntervalOrWhy =
  | { readonly interval: readonly [number, number]; readonly reason: null }
  | { readonly interval: null; readonly reason: string };

/** The barrier at a given point is a mean over the examples: without example i it is (n·b − lost_i)/(n − 1). */
function barrierInterval(barrier: number, lost: Float64Array): IntervalOrWhy {
  const n = lost.length;
  if (n === 1) return { interval: null, reason: "one example has no spread" };
  if (lost.every((value) => value === lost[0])) {
    return { interval: null, reason: "the barrier is the same without any one example: the jackknife sees no spread" };
  }
  const leaveOneOut = lost.map((value) => (n * barrier - value) / (n - 1));
  return { interval: plainInterval(barrier, leaveOneOut), reason: null };
}

function undefinedLmc(reason: string): Lmc {
  return { score: null, interval: null, reasons: { score: reason, interval: reason } };
}

function check(right: readonly Int32Array[], classes: number): void {
  if (right.length < 2) throw new RangeError(`lmc: ${right.length} points, expected both ends at least`);
  if (!Number.isInteger(classes) || classes < 2) throw new RangeError(`lmc: ${classes} classes, expected at least 2`);
  const n = right[0]?.length ?? 0;
  if (n === 0) throw new RangeError("lmc: there are 0 examples, expected at least 1");
  const other = right.find(({ length }) => length !== n);
  if (other !== undefined) throw new RangeError(`lmc: a point has ${other.length} examples and the first ${n}`);
}
