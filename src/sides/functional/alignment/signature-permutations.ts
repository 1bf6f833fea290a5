import { offsets } from "../../../kernels/gathered-axes.js";
import type { Permutations, UnitSite } from "../../../onnx/permutation/unit-classes.js";
import { assignedFamily } from "./assigned-family.js";
import { axisOrbits } from "./axis-orbits.js";
import { type GainsSoFar, noGains, zeroGains } from "./gains-so-far.js";
import type { MatchingProblem } from "./matching-problem.js";
import type { ParameterValues } from "./parameter-values.js";
import { type Exchangeable, exchangeable, partsOf, writeSorted } from "./sorted-within.js";
import { addGains, type WriteRows, widthAtOnce } from "./unit-gains.js";

/**
 * Permutations of B's units that bring together what is alike whatever the permutations of all others: what units have at each
 * site, sorted among the places that may change with each other. The distances of what is sorted, squared, sum to the least.
 *
 * @param soFar - whose memory the gains take.
 */
export function signaturePermutations(problem: MatchingProblem, soFar: GainsSoFar = noGains()): Permutations {
  const { unitClasses, families } = problem;
  const orbits = axisOrbits(unitClasses);
  const found = new Map(
    families.flatMap((family) => {
      const gains = new Map(family.map((c) => [c, signatureGains(problem, c, orbits, soFar)]));
      return [...assignedFamily(unitClasses, family, gains)];
    }),
  );
  return unitClasses.classes.map(({ size }, c) => found.get(c) ?? new Int32Array(size));
}

/**
 * @returns units × units. The sum over an assignment is, but for a constant, minus half the squared distances of the sorted
 *   values, so that the largest sum is the smallest distance.
 */
function signatureGains(
  { unitClasses, a, b }: MatchingProblem,
  c: number,
  orbits: ReturnType<typeof axisOrbits>,
  soFar: GainsSoFar,
): Float32Array {
  const { size = 0, sites = [] } = unitClasses.classes[c] ?? {};
  const gains = zeroGains(soFar, c, size);
  const terms = sites.flatMap((site) => {
    const { parameter, axis, places } = site;
    const { dims = [] } = unitClasses.parameters[parameter] ?? {};
    const groups = exchangeable((orbits[parameter] ?? []).filter((_, other) => other !== axis));
    return partsOf(groups, widthAtOnce(size) / places).map((part) => {
      const width = places * part.order.length;
      const write = (values: ParameterValues) => centring(signatures(values, dims, site, part), width);
      return { width, writeA: write(a), writeB: write(b) };
    });
  });
  addGains(gains, size, terms);
  return gains;
}

/** What each unit has at some places of a site, sorted. */
function signatures(
  of: ParameterValues,
  dims: readonly number[],
  { parameter, axis, places, indices }: UnitSite,
  part: Exchangeable,
): WriteRows {
  const size = part.order.length;
  const step = dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
  return (to, stride, offset) => {
    const values = of.read(parameter);
    const within = offsets(
      dims,
      dims.map((_, other) => (other === axis ? Int32Array.of(0) : null)),
      1,
    );
    for (let r = 0; r < indices.length; r++) {
      const at = Math.floor(r / places) * stride + offset + (r % places) * size;
      writeSorted(values, (indices[r] ?? 0) * step, within, part, to.subarray(at, at + size));
    }
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
