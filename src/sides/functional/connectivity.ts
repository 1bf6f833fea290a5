import type { Matrix } from "../../kernels/matrix.js";
import { entezariBarrier } from "../../measures/connectivity/entezari-barrier.js";
import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { type Lmc, lmc } from "../../measures/connectivity/lmc.js";
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

/** How B's units were brought into the order of A's. */
export interface AlignmentNote {
  readonly method: "weights" | "activations";
  /** Where the descent that was best began; `null` where there is no descent. */
  readonly start: string | null;
  /** Descents that were made; `null` where there is none to make. */
  readonly descents: number | null;
  /** Layers some of whose output channels could not be moved; `null` where that cannot be told. */
  readonly leftInPlace: readonly { readonly layer: string; readonly channels: number }[] | null;
  /** Units that may change places, and those of B that did. */
  readonly units: number;
  readonly moved: number;
}

/** How the networks between were repaired. */
export interface RepairNote {
  /** Recomputed BatchNormalization statistics, or REPAIR. */
  readonly kind: "batch-norm" | "repair";
  /** Normalisations or layers that were repaired, and those that could not be. */
  readonly layers: number;
  readonly leftOut: number;
}

/** The paths there may be, in the order they build on each other. */
export const PATHS = ["naive", "aligned", "repaired"] as const;

export type PathName = (typeof PATHS)[number];

/** Linear mode connectivity of two networks with the same parameters. */
export interface Connectivity {
  readonly n: number;
  /** Examples that were used to align or repair, and not evaluated. */
  readonly nCalibration: number;
  /** B's share at each point, from 0 to 1. */
  readonly alphas: readonly number[];
  /** The straight line between the weights as they are. */
  readonly naive: Path;
  /** The same once B's units are in A's order. */
  readonly aligned: Path | null;
  /** The aligned path, or the naive one where nothing was aligned, with the statistics of each layer set right. */
  readonly repaired: Path | null;
  readonly alignment: AlignmentNote | null;
  readonly repair: RepairNote | null;
  readonly lmc: number | null;
  readonly lmcInterval: readonly [number, number] | null;
  /** The path that `lmc` is of: of those walked the one with the highest. */
  readonly lmcCurve: PathName;
  readonly reasons: Readonly<Record<string, string>>;
}

/** The connectivity of a pair on one data set, or why there is none. */
export type Connected =
  | { readonly connectivity: Connectivity; readonly reason: null }
  | { readonly connectivity: null; readonly reason: string };

/** The points of a path that something was done for, or why there are none. */
export type BetterPath<Note> =
  | { readonly points: readonly PathPoint[]; readonly note: Note; readonly reason: null }
  | { readonly points: null; readonly note: null; readonly reason: string };

/** What the logits of a network on the way come to. */
export function pathPoint(logits: Matrix, labels: Int32Array): PathPoint {
  return { loss: crossEntropy(logits, labels), right: rightness(predictedClasses(logits), labels) };
}

/** How a pair was connected. */
export interface Walked {
  /** B's share at each point, from 0 to 1. */
  readonly alphas: readonly number[];
  /** The network at each, along the straight line between the weights as they are. */
  readonly naive: readonly PathPoint[];
  readonly aligned: BetterPath<AlignmentNote>;
  readonly repaired: BetterPath<RepairNote>;
  readonly nCalibration: number;
  /** C. */
  readonly classes: number;
  /** Whether the two are one network: then nothing can change on the way. */
  readonly identical: boolean;
}

/** The connectivity of two networks along the straight lines between their weights, as they are and aligned. */
export function connectivity(walked: Walked): Connectivity {
  const { alphas, naive, aligned, repaired, nCalibration, classes, identical } = walked;
  const paths = { naive, aligned: aligned.points, repaired: repaired.points };
  const { name, result } = best(
    PATHS.flatMap((path) => {
      const points = paths[path];
      return points === null ? [] : [{ name: path, result: lmcOf(points, classes) }];
    }),
  );
  const { score, interval, reasons } = result;
  const same = identical && score !== null;
  return {
    n: naive[0]?.right.length ?? 0,
    nCalibration,
    alphas,
    naive: pathOf(alphas, naive),
    aligned: aligned.points === null ? null : pathOf(alphas, aligned.points),
    repaired: repaired.points === null ? null : pathOf(alphas, repaired.points),
    alignment: aligned.note,
    repair: repaired.note,
    lmc: score,
    lmcInterval: same ? [score, score] : interval,
    lmcCurve: name,
    reasons: {
      ...(aligned.reason === null ? noteReasons(aligned.note) : { aligned: aligned.reason, alignment: aligned.reason }),
      ...(repaired.reason === null ? {} : { repaired: repaired.reason, repair: repaired.reason }),
      ...(reasons.score === undefined ? {} : { lmc: reasons.score }),
      ...(same ? { lmcInterval: "identical" } : {}),
      ...(!same && reasons.interval !== undefined ? { lmcInterval: reasons.interval } : {}),
    },
  };
}

/** Why parts of a note are null. */
function noteReasons({ start, leftInPlace }: AlignmentNote): Record<string, string> {
  const none = "activations are matched at once, without descents";
  return {
    ...(start === null ? { "alignment.start": none, "alignment.descents": none } : {}),
    ...(leftInPlace === null ? { "alignment.leftInPlace": "the layers' output channels cannot be told" } : {}),
  };
}

interface OfPath {
  readonly name: PathName;
  readonly result: Lmc;
}

/** The path of the highest connectivity, of equals the first; the naive one where none is defined. */
function best(paths: readonly OfPath[]): OfPath {
  const [first, ...others] = paths;
  if (first === undefined) throw new RangeError("connectivity: no path was walked");
  return others.reduce((most, path) => ((path.result.score ?? -1) > (most.result.score ?? -1) ? path : most), first);
}

function lmcOf(points: readonly PathPoint[], classes: number): Lmc {
  return lmc(
    points.map(({ right }) => right),
    classes,
  );
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
