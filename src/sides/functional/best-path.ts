import { mean } from "../../kernels/mean.js";
import { entezariBarrier } from "../../measures/connectivity/entezari-barrier.js";
import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { type Lmc, lmc } from "../../measures/connectivity/lmc.js";
import type { PathPoint } from "./path-point.js";

/** The paths there may be, in the order they build on each other. */
export const PATHS = ["naive", "aligned", "repaired"] as const;

export type PathName = (typeof PATHS)[number];

/** One way from A to B, A and B included. */
export interface NamedPath {
  readonly name: PathName;
  readonly points: readonly PathPoint[];
}

/** The path that connectivity is of. */
export interface BestPath {
  readonly name: PathName;
  readonly lmc: Lmc;
  /** Why a path may not be it, in words; `null` where each may. */
  readonly leftOut: string | null;
}

/** Repair moves the ends a little: so much of its network's accuracy above chance each must have. */
const KEPT = 0.9;

/**
 * The path of the highest connectivity, of equals that with the lower barrier of the error, then of the loss, then the first.
 *
 * A path of which an end has lost more than a tenth of its network's accuracy above chance is none between these two networks,
 * however straight it is: so ends what is repaired with images of another kind.
 *
 * @param paths - the naive one, whose ends are the two networks, first.
 */
export function bestPath(alphas: readonly number[], paths: readonly NamedPath[], classes: number): BestPath {
  const judged = paths.map((path) => ({ ...path, lmc: lmcOf(path, classes) }));
  const [first, ...others] = judged;
  if (first === undefined) throw new RangeError("bestPath: no path was walked");
  const fallen = others.filter((path) => hasFallen(path, first, classes));
  const { name, lmc } = others
    .filter((path) => !fallen.includes(path))
    .reduce((most, path) => (isBetter(alphas, path, most) ? path : most), first);
  return { name, lmc, leftOut: fallen.length === 0 ? null : fallen.map((path) => fallenText(path, first)).join("; ") };
}

type Judged = NamedPath & { readonly lmc: Lmc };

function lmcOf({ points }: NamedPath, classes: number): Lmc {
  return lmc(
    points.map(({ right }) => right),
    classes,
  );
}

function isBetter(alphas: readonly number[], path: Judged, other: Judged): boolean {
  const [ours, theirs] = [path, other].map(({ lmc, points }) => [
    -(lmc.score ?? -1),
    frankleBarrier(points.map((point) => 1 - accuracy(point))).height,
    entezariBarrier(
      alphas,
      points.map(({ loss }) => loss),
    ).height,
  ]);
  const at = ours?.findIndex((value, k) => value !== theirs?.[k]) ?? -1;
  return at >= 0 && (ours?.[at] ?? 0) < (theirs?.[at] ?? 0);
}

/** Whether an end of a path has lost what the network itself knows, if it knows anything. */
function hasFallen(path: NamedPath, itself: NamedPath, classes: number): boolean {
  const own = endsOf(itself.points).map((point) => accuracy(point) - 1 / classes);
  return endsOf(path.points).some((point, end) => {
    const above = own[end] ?? Number.NaN;
    return above > 0 && accuracy(point) - 1 / classes < KEPT * above;
  });
}

function endsOf(points: readonly PathPoint[]): readonly PathPoint[] {
  return [points.at(0), points.at(-1)].flatMap((point) => point ?? []);
}

function accuracy({ right }: PathPoint): number {
  return mean(right);
}

function fallenText(path: NamedPath, itself: NamedPath): string {
  const [ends, own] = [path, itself].map(({ points }) =>
    endsOf(points)
      .map((point) => `${(100 * accuracy(point)).toFixed(1)}%`)
      .join(" and "),
  );
  return `the ${path.name} path is left out: its ends are right on ${ends} of the examples, the two networks on ${own}`;
}
