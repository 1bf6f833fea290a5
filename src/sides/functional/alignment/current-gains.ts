import { sliceSize, writeSlices } from "../../../kernels/axis-slices.js";
import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";
import type { UnitSite } from "../../../onnx/permutation/unit-classes.js";
import type { Family } from "./families.js";
import type { MatchingProblem } from "./matching-problem.js";
import { unitGains, type WriteRows } from "./unit-gains.js";

/**
 * What the units of a family gain in each other's places while all other permutations are held.
 *
 * @param sources - how the current permutations move B's places, for each parameter.
 * @returns class → units × units.
 */
export function currentGains(
  problem: MatchingProblem,
  family: Family,
  sources: readonly AxisSources[],
): ReadonlyMap<number, Float64Array> {
  const { parameters, classes } = problem.unitClasses;
  const width = ({ parameter, axis, places }: UnitSite) =>
    places * sliceSize({ dims: parameters[parameter]?.dims ?? [], axis });
  const writer =
    (values: readonly Float32Array[], moved: readonly AxisSources[] | null): WriteRows =>
    ({ parameter, axis, places, indices }, to, stride, offset) => {
      const dims = parameters[parameter]?.dims ?? [];
      const slices = {
        values: values[parameter] ?? to,
        dims,
        axis,
        sources: moved?.[parameter] ?? dims.map(() => null),
      };
      writeSlices(slices, indices, places, to, stride, offset);
    };
  const [fromA, fromB] = [writer(problem.a, null), writer(problem.b, sources)];
  return new Map(
    family.flatMap((c) => {
      const unitClass = classes[c];
      return unitClass === undefined ? [] : [[c, unitGains(unitClass, width, fromA, fromB)] as const];
    }),
  );
}
