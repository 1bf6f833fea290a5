import type { UnitClasses } from "../../../onnx/permutation/unit-classes.js";

/** Classes that are permuted together, as heads and their dimensions are, by their indices: what the others are parts of first. */
export type Family = readonly number[];

/** The classes by families, each in one. */
export function familiesOf({ classes }: UnitClasses): readonly Family[] {
  const root = classes.map((_, c) => c);
  for (const [c, { block }] of classes.entries()) if (block !== null) root[c] = root[block.of] ?? c;
  const families = new Map<number, number[]>();
  for (const [c, first] of root.entries()) families.set(first, [...(families.get(first) ?? []), c]);
  return [...families.values()];
}

/**
 * For each family those whose permutations its gains hang on, itself among them where it is so: the families that stand along
 * another axis of one of its parameters.
 */
export function neighboursOf(unitClasses: UnitClasses, families: readonly Family[]): readonly ReadonlySet<number>[] {
  const neighbours = families.map(() => new Set<number>());
  for (const standing of familiesByParameter(unitClasses, families)) {
    for (const here of standing)
      for (const there of standing) if (here.axis !== there.axis) neighbours[here.family]?.add(there.family);
  }
  return neighbours;
}

function familiesByParameter({ parameters, classes }: UnitClasses, families: readonly Family[]) {
  const standing = parameters.map((): { readonly family: number; readonly axis: number }[] => []);
  for (const [family, members] of families.entries()) {
    for (const { parameter, axis } of members.flatMap((c) => classes[c]?.sites ?? []))
      standing[parameter]?.push({ family, axis });
  }
  return standing;
}

/** The parameters in which the classes of a family stand. */
export function parametersOf({ classes }: UnitClasses, family: Family): readonly number[] {
  return [...new Set(family.flatMap((c) => (classes[c]?.sites ?? []).map(({ parameter }) => parameter)))];
}
