import { checkUnitClasses } from "../../../onnx/permutation/check-unit-classes.js";
import type { Permutations, UnitClasses } from "../../../onnx/permutation/unit-classes.js";
import { assignedFamily } from "./assigned-family.js";
import { familiesOf } from "./families.js";

/**
 * Permutations of B's units that make them respond as A's do: for each class those whose correlations sum to the most. Members of
 * blocks go where their blocks go, and blocks where they and their members together correlate most.
 *
 * @param correlations - for each class units × units, row-major: of A's unit i with B's unit j, over examples and positions, and
 *   the mean or sum over the tensors in which the class can be watched; `null` where there is none, and then its units stay, or
 *   move with their blocks.
 * @returns permutations as `permuted` takes them.
 * @throws RangeError for another number of correlations, or one that is not finite.
 * @see Li, Yosinski, Clune, Lipson & Hopcroft 2015; Ainsworth, Hayase & Srinivasa 2023, section 3.1
 */
export function activationMatching(
  unitClasses: UnitClasses,
  correlations: readonly (Float64Array | null)[],
): Permutations {
  checkUnitClasses("activationMatching", unitClasses);
  const { classes } = unitClasses;
  if (correlations.length !== classes.length)
    throw new RangeError(
      `activationMatching: correlations of ${correlations.length} classes, expected ${classes.length}`,
    );
  const gains = new Map(
    classes.map(({ size }, c) => {
      const given = correlations[c] ?? new Float64Array(size * size);
      checkCorrelations(`activationMatching: class ${c}`, given, size);
      return [c, given];
    }),
  );
  const found = new Map(familiesOf(unitClasses).flatMap((family) => [...assignedFamily(unitClasses, family, gains)]));
  return classes.map(({ size }, c) => found.get(c) ?? new Int32Array(size));
}

function checkCorrelations(what: string, given: Float64Array, size: number): void {
  if (given.length !== size * size)
    throw new RangeError(`${what} has ${given.length} correlations, expected ${size} units × ${size}`);
  const at = given.findIndex((value) => !Number.isFinite(value));
  if (at === -1) return;
  const pair = `unit ${Math.floor(at / size)} of A with unit ${at % size} of B`;
  throw new RangeError(`${what}: the correlation of ${pair} is ${given[at]}, expected a finite number`);
}
