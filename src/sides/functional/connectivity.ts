import { entezariBarrier } from "../../measures/connectivity/entezari-barrier.js";
import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { bestPath, PATHS, type PathName } from "./best-path.js";
import type { PathPoint } from "./path-point.js";

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
  /** The path that `lmc` is of: of those walked the best, see `bestPath`; `reasons.lmcCurve` where one may not be it. */
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
  const walkedPaths = PATHS.flatMap((path) => {
    const points = paths[path];
    return points === null ? [] : [{ name: path, points }];
  });
  const { name, lmc, leftOut } = bestPath(alphas, walkedPaths, classes);
  const { score, interval, reasons } = lmc;
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
      ...(leftOut === null ? {} : { lmcCurve: leftOut }),
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

function pathOf(alphas: readonly number[], points: readonly PathPoint[]): Path {
  const loss = points.map((point) => point.loss);
  const wrong = points.map(({ right }) => right.filter((value) => value === 0).length / right.length);
  return {
    loss,
    accuracy: points.map(({ right }) => right.filter((value) => value === 1).length / right.length),
    barrier: { frankle: frankleBarrier(wrong).height, entezari: entezariBarrier(alphas, loss).height },
  };
}
