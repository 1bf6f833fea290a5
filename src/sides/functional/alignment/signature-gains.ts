import { writeSlices } from "../../../kernels/axis-slices.js";
import type { UnitSite } from "../../../onnx/permutation/unit-classes.js";
import { axisOrbits } from "./axis-orbits.js";
import type { MatchingProblem } from "./matching-problem.js";
import { type Exchangeable, exchangeable, sortWithin } from "./sorted-within.js";
import { addGains, type WriteRows } from "./unit-gains.js";

/**
 * How alike the units of two networks are whatever the permutations of all others: by what they have at each site, sorted
 * among the places that may change with each other.
 *
 * @returns class → units × units. The sum over an assignment is, but for a constant, minus half the squared distances of the
 *   sorted values, so that the largest sum is the smallest distance.
 */
export function signatureGains({ unitClasses, a, b }: MatchingProblem): ReadonlyMap<number, Float64Array> {
  const orbits = axisOrbits(unitClasses);
  return new Map(
    unitClasses.classes.map(({ size, sites }, c) => {
      const gains = new Float64Array(size * size);
      const terms = sites.map((site) => {
        const dims = unitClasses.parameters[site.parameter]?.dims ?? [];
        const groups = exchangeable((orbits[site.parameter] ?? []).filter((_, axis) => axis !== site.axis));
        const width = site.places * groups.order.length;
        const write = (values: readonly Float32Array[]) => signatures(values[site.parameter], dims, site, groups);
        return { width, writeA: centring(write(a), width), writeB: centring(write(b), width) };
      });
      addGains(gains, size, terms);
      return [c, gains];
    }),
  );
}

/** What each unit has at a site, sorted. */
function signatures(
  values: Float32Array | undefined,
  dims: readonly number[],
  { axis, places, indices }: UnitSite,
  groups: Exchangeable,
): WriteRows {
  const size = groups.order.length;
  const slices = { values: values ?? new Float32Array(), dims, axis, sources: dims.map(() => null) };
  return (to, stride, offset) => {
    writeSlices(slices, indices, places, to, stride, offset);
    for (let row = offset; row < to.length; row += stride)
      for (let k = 0; k < places; k++) sortWithin(to.subarray(row + k * size, row + (k + 1) * size), groups);
  };
}

/**
 * Less the mean of the units: that changes no assignment, since it adds the same to all columns of a row or to all rows of a
 * column, and float32 products keep the digits by which units differ.
 */
function centring(write: WriteRows, width: number): WriteRows {
  return (to, stride, offset) => {
    write(to, stride, offset);
    const means = new Float64Array(width);
    const units = to.length / stride;
    for (let row = offset; row < to.length; row += stride)
      for (let k = 0; k < width; k++) means[k] = (means[k] ?? 0) + (to[row + k] ?? 0) / units;
    for (let row = offset; row < to.length; row += stride)
      for (let k = 0; k < width; k++) to[row + k] = (to[row + k] ?? 0) - (means[k] ?? 0);
  };
}
