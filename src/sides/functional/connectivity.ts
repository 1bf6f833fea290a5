import type { Matrix } from "../../kernels/matrix.js";
import { entezariBarrier } from "../../measures/connectivity/entezari-barrier.js";
import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { lmc } from "../../measures/connectivity/lmc.js";
import { crossEntropy } from "../../measures/predictive/cross-entropy.js";
import { predictedClasses } from "../../measures/predictive/predicted-classes.js";
import { rightness } from "../../measures/predictive/rightness.js";

/** A network on the way from A to B, on n labelled examples. */
export interface PathPoint {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** 1 for each example it gets right, else 0. */
  readonly right: Int32Array;
}

/** The networks on one way from A to B, A and B included. */
interface Path {
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly barrier: { readonly frankle: number; readonly entezari: number };
}

/** Linear mode connectivity of two networks with the same parameters. */
export interface Connectivity {
  readonly n: number;
  /** Examples that were used to align or repair, and not evaluated. */
  readonly nCalibration: number;
  /** B's share at each point, from 0 to 1. */
  readonly alphas: readonly number[];
  /** The straight line between the weights as they are. */
  readonly naive: Path;
  readonly aligned: Path | null;
  readonly repaired: Path | null;
  readonly lmc: number | null;
  readonly lmcInterval: readonly [number, number] | null;
  /** The path that `lmc` is of. */
  readonly lmcCurve: "naive";
  readonly reasons: Readonly<Record<string, string>>;
}

/** The connectivity of a pair on one data set, or why there is none. */
export type Connected =
  | { readonly connectivity: Connectivity; readonly reason: null }
  | { readonly connectivity: null; readonly reason: string };

/** What the logits of a network on the way come to. */
export function pathPoint(logits: Matrix, labels: Int32Array): PathPoint {
  return { loss: crossEntropy(logits, labels), right: rightness(predictedClasses(logits), labels) };
}

/**
 * The connectivity of two networks along the straight line between their weights.
 *
 * @param alphas - B's share at each point, from 0 to 1.
 * @param points - the network at each.
 * @param classes - C.
 * @param identical - whether the two are one network: then nothing can change on the way.
 */
export function connectivity(
  alphas: readonly number[],
  points: readonly PathPoint[],
  classes: number,
  identical: boolean,
): Connectivity {
  const right = points.map((point) => point.right);
  const { score, interval, reasons } = lmc(right, classes);
  const same = identical && score !== null;
  return {
    n: right[0]?.length ?? 0,
    nCalibration: 0,
    alphas,
    naive: pathOf(alphas, points),
    aligned: null,
    repaired: null,
    lmc: score,
    lmcInterval: same ? [score, score] : interval,
    lmcCurve: "naive",
    reasons: {
      aligned: "not computed",
      repaired: "not computed",
      ...(reasons.score === undefined ? {} : { lmc: reasons.score }),
      ...(same ? { lmcInterval: "identical" } : {}),
      ...(!same && reasons.interval !== undefined ? { lmcInterval: reasons.interval } : {}),
    },
  };
}

function pathOf(alphas: readonly number[], points: readonly PathPoint[]): Path {
  const loss = points.map((point) => point.loss);
  const wrong = points.map(({ right }) => right.filter((value) => value === 0).length / right.length);
  return {
    loss,
    accuracy: points.map(({ right }) => right.filter((value) => value === 1).length / right.length),
    barrier: { frankle: frankleBarrier(wrong).height, entezari: entezariBarrier(alphas, loss).height },
  };
}
