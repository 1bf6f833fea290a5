import { sliceSize, subtractSlices, writeSlices } from "../../../kernels/axis-slices.js";
import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";
import type { UnitSite } from "../../../onnx/permutation/unit-classes.js";
import { type GainsSoFar, zeroGains } from "./gains-so-far.js";
import type { MatchingProblem } from "./matching-problem.js";
import type { ParameterValues } from "./parameter-values.js";
import { addGains, type GainTerm, widthAtOnce } from "./unit-gains.js";

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
): Float32Array {
  const { size = 0, sites = [] } = problem.unitClasses.classes[c] ?? {};
  const then = soFar.sources.get(c);
  const gains = (then && soFar.memory.get(c)) ?? zeroGains(soFar, c, size);
  addGains(
    gains,
    size,
    sites.flatMap((site) => termsOf(problem, site, sources, then, widthAtOnce(size))),
  );
  if (soFar.memory.has(c)) soFar.sources.set(c, sources);
  return gains;
}

/** What is gained at a site, or what more than before; nothing where nothing has moved there. */
function termsOf(
  { unitClasses, a, b }: MatchingProblem,
  { parameter, axis, places, indices }: UnitSite,
  sources: readonly AxisSources[],
  before: readonly AxisSources[] | undefined,
  most: number,
): readonly GainTerm[] {
  const dims = unitClasses.parameters[parameter]?.dims ?? [];
  const [now = [], then] = [sources[parameter], before?.[parameter]];
  const moved = then === undefined ? null : movedPlaces(dims, axis, now, then);
  if (moved?.every((at) => at === null)) return [];
  return pieces(dims, axis, moved ?? dims.map(() => null), most / places).map((here) => {
    // Read where they are written: of a file no more than one parameter is held.
    const slices = (values: ParameterValues, sources: AxisSources) => ({
      ...{ values: values.read(parameter), dims, axis, sources },
    });
    const ofB = taken(now, here);
    const less = then === undefined ? null : taken(then, here);
    return {
      width: places * sliceSize({ dims, axis, sources: here }),
      writeA: (...to) => writeSlices(slices(a, here), indices, places, ...to),
      writeB: (...to) => {
        writeSlices(slices(b, ofB), indices, places, ...to);
        if (less !== null) subtractSlices(slices(b, less), indices, places, ...to);
      },
    };
  });
}

/** Places of a slice in parts of so many numbers at most, along its longest axis; of more where that is not enough. */
function pieces(dims: readonly number[], own: number, here: AxisSources, most: number): readonly AxisSources[] {
  const size = sliceSize({ dims, axis: own, sources: here });
  const lengths = dims.map((length, axis) => (axis === own ? 0 : (here[axis]?.length ?? length)));
  const longest = Math.max(...lengths);
  const along = lengths.indexOf(longest);
  if (size <= most || longest <= 1) return [here];
  const all = here[along] ?? Int32Array.from({ length: longest }, (_, place) => place);
  const step = Math.max(1, Math.floor((most * longest) / size));
  return Array.from({ length: Math.ceil(longest / step) }, (_, k) =>
    here.map((places, axis) => (axis === along ? all.subarray(k * step, (k + 1) * step) : places)),
  );
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
