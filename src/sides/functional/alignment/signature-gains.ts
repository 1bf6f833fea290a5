import { sliceSize, writeSlices } from "../../../kernels/axis-slices.js";
import type { UnitClass, UnitSite } from "../../../onnx/permutation/unit-classes.js";
import { axisOrbits } from "./axis-orbits.js";
import type { MatchingProblem } from "./matching-problem.js";
import { exchangeable, sortWithin } from "./sorted-within.js";
import { unitGains, type WriteRows } from "./unit-gains.js";

/**
 * How alike the units of two networks are whatever the permutations of all others: by what they have at each site, sorted
 * among the places that may change with each other.
 *
 * @returns class → units × units. The sum over an assignment is, but for a constant, minus half the squared distances of the
 *   sorted values, so that the largest sum is the smallest distance.
 */
export function signatureGains(problem: MatchingProblem): ReadonlyMap<number, Float64Array> {
  const { parameters, classes } = problem.unitClasses;
  const orbits = axisOrbits(problem.unitClasses);
  const sizeAt = ({ parameter, axis }: UnitSite) => sliceSize({ dims: parameters[parameter]?.dims ?? [], axis });
  const sorted =
    (values: readonly Float32Array[]): WriteRows =>
    (site, to, stride, offset) => {
      const { parameter, axis, places, indices } = site;
      const dims = parameters[parameter]?.dims ?? [];
      const slices = { values: values[parameter] ?? to, dims, axis, sources: dims.map(() => null) };
      writeSlices(slices, indices, places, to, stride, offset);
      const groups = exchangeable((orbits[parameter] ?? []).filter((_, other) => other !== axis));
      const size = sizeAt(site);
      for (let row = offset; row < to.length; row += stride)
        for (let k = 0; k < places; k++) sortWithin(to.subarray(row + k * size, row + (k + 1) * size), groups);
    };
  const width = (site: UnitSite) => site.places * sizeAt(site);
  const [fromA, fromB] = [centring(sorted(problem.a), width), centring(sorted(problem.b), width)];
  return new Map(classes.map((unitClass: UnitClass, c) => [c, unitGains(unitClass, width, fromA, fromB)]));
}

/**
 * Less the mean of the units: that changes no assignment, since it adds the same to all columns of a row or to all rows of a
 * column, and float32 products keep the digits by which units differ.
 */
function centring(write: WriteRows, width: (site: UnitSite) => number): WriteRows {
  return (site, to, stride, offset) => {
    write(site, to, stride, offset);
    const means = new Float64Array(width(site));
    const units = to.length / stride;
    for (let row = offset; row < to.length; row += stride)
      for (let k = 0; k < means.length; k++) means[k] = (means[k] ?? 0) + (to[row + k] ?? 0) / units;
    for (let row = offset; row < to.length; row += stride)
      for (let k = 0; k < means.length; k++) to[row + k] = (to[row + k] ?? 0) - (means[k] ?? 0);
  };
}
