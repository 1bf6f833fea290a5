import { sliceSize, writeSlices } from "../../../kernels/axis-slices.js";
import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";
import type { UnitSite } from "../../../onnx/permutation/unit-classes.js";
import type { MatchingProblem } from "./matching-problem.js";
import { addGains, type GainTerm } from "./unit-gains.js";

/** Gains that are kept in one descent: 512 MB of them. Those of classes beyond that are made anew each time. */
const KEPT = 2 ** 26;

/** The gains of classes as they were last, to be brought up to date by what has moved since. */
export interface GainsSoFar {
  readonly of: Map<number, { readonly gains: Float64Array; readonly sources: readonly AxisSources[] }>;
  /** Numbers that may still be kept. */
  room: number;
}

export function noGains(): GainsSoFar {
  return { of: new Map(), room: KEPT };
}

/**
 * What the units of a class gain in each other's places while all other permutations are held.
 *
 * Only what other units have moved since the last time is multiplied: towards the end of a descent few of them do.
 *
 * @param sources - how the current permutations move B's places, for each parameter.
 * @returns units × units; until the next call for this class.
 */
export function currentGains(
  problem: MatchingProblem,
  c: number,
  sources: readonly AxisSources[],
  soFar: GainsSoFar,
): Float64Array {
  const { size = 0, sites = [] } = problem.unitClasses.classes[c] ?? {};
  const before = soFar.of.get(c);
  const gains = before?.gains ?? new Float64Array(size * size);
  const terms = sites.flatMap((site) => termOf(problem, site, sources, before?.sources) ?? []);
  addGains(gains, size, terms);
  if (before === undefined && gains.length <= soFar.room) soFar.room -= gains.length;
  else if (before === undefined) return gains;
  soFar.of.set(c, { gains, sources });
  return gains;
}

/** What is gained at a site, or what more than before; `null` where nothing has moved there. */
function termOf(
  { unitClasses, a, b }: MatchingProblem,
  { parameter, axis, places, indices }: UnitSite,
  sources: readonly AxisSources[],
  before: readonly AxisSources[] | undefined,
): GainTerm | null {
  const dims = unitClasses.parameters[parameter]?.dims ?? [];
  const [own = new Float32Array(), other = own] = [a[parameter], b[parameter]];
  const [now = [], then] = [sources[parameter], before?.[parameter]];
  const moved = then === undefined ? null : movedPlaces(dims, axis, now, then);
  if (moved?.every((at) => at === null)) return null;
  const write = (values: Float32Array, from: AxisSources) => (to: Float32Array, stride: number, offset: number) =>
    writeSlices({ values, dims, axis, sources: from }, indices, places, to, stride, offset);
  const here = moved ?? dims.map(() => null);
  const width = places * sliceSize({ dims, axis, sources: here });
  const [writeA, writeNow] = [write(own, here), write(other, taken(now, here))];
  if (then === undefined) return { width, writeA, writeB: writeNow };
  const writeThen = write(other, taken(then, here));
  return {
    width,
    writeA,
    writeB: (to, stride, offset) => writeDifference(writeNow, writeThen, width, to, stride, offset),
  };
}

/**
 * For each axis the places at which something else stands now, where one axis alone has such; all of every axis where several
 * have. `null` for all places, and for all axes where nothing has moved.
 */
function movedPlaces(dims: readonly number[], own: number, now: AxisSources, then: AxisSources): AxisSources {
  const moved = dims.map((length, axis) => {
    const [a, b] = [now[axis] ?? null, then[axis] ?? null];
    if (axis === own || a === b) return new Int32Array();
    return Int32Array.from({ length }, (_, place) => place).filter((at) => (a?.[at] ?? at) !== (b?.[at] ?? at));
  });
  const axes = moved.flatMap(({ length }, axis) => (length > 0 ? [axis] : []));
  if (axes.length <= 1) return moved.map((places) => (places.length > 0 ? places : null));
  return dims.map((length, axis) => (axes.includes(axis) ? Int32Array.from({ length }, (_, place) => place) : null));
}

/** What stands at some places. */
function taken(sources: AxisSources, places: AxisSources): AxisSources {
  return places.map((at, axis) => {
    const source = sources[axis] ?? null;
    return at === null || source === null ? (source ?? at) : at.map((place) => source[place] ?? place);
  });
}

function writeDifference(
  writeNow: GainTerm["writeB"],
  writeThen: GainTerm["writeB"],
  width: number,
  to: Float32Array,
  stride: number,
  offset: number,
): void {
  writeNow(to, stride, offset);
  const then = new Float32Array((to.length / stride) * width);
  writeThen(then, width, 0);
  for (let row = offset, at = 0; row < to.length; row += stride)
    for (let k = 0; k < width; k++, at++) to[row + k] = (to[row + k] ?? 0) - (then[at] ?? 0);
}
