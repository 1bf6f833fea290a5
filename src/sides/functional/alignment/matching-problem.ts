import { gatheredDot } from "../../../kernels/gathered-axes.js";
import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";
import type { UnitClasses } from "../../../onnx/permutation/unit-classes.js";
import { type Family, familiesOf, neighboursOf, parametersOf } from "./families.js";
import { normalised } from "./normalised.js";

/** Two networks whose units are to be matched, checked and brought to one scale. */
export interface MatchingProblem {
  readonly unitClasses: UnitClasses;
  /** The parameters in which units stand, normalised; empty where none do. */
  readonly a: readonly Float32Array[];
  readonly b: readonly Float32Array[];
  readonly families: readonly Family[];
  /** For each family the parameters in which it stands. */
  readonly parameters: readonly (readonly number[])[];
  /** For each family those whose gains change with its permutations. */
  readonly neighbours: readonly ReadonlySet<number>[];
  /** Σ ‖A‖‖B‖ over the parameters: no permutation can have more. */
  readonly bound: number;
}

/**
 * @param overwrite - whether the normalised values take the place of those given.
 * @throws RangeError for values of another length than their parameter's, or one that is not finite.
 */
export function matchingProblem(
  unitClasses: UnitClasses,
  valuesA: readonly Float32Array[],
  valuesB: readonly Float32Array[],
  overwrite = false,
): MatchingProblem {
  const standing = new Set(unitClasses.classes.flatMap(({ sites }) => sites.map(({ parameter }) => parameter)));
  const prepared = (side: string, values: readonly Float32Array[]) =>
    unitClasses.parameters.map(({ name, dims, size }, p) => {
      if (!standing.has(p)) return new Float32Array();
      const of = values[p];
      const what = `weightMatching: parameter ${p} ("${name}") of ${side}`;
      if (of?.length !== size) throw new RangeError(`${what} has ${of?.length ?? "no"} values, expected ${size}`);
      return normalised(what, of, dims.length, overwrite ? of : undefined);
    });
  const [a, b] = [prepared("A", valuesA), prepared("B", valuesB)];
  const families = familiesOf(unitClasses);
  const norm = (values: Float32Array) => Math.sqrt(gatheredDot(values, values, [values.length], [null]));
  return {
    unitClasses,
    a,
    b,
    families,
    parameters: families.map((family) => parametersOf(unitClasses, family)),
    neighbours: neighboursOf(unitClasses, families),
    bound: a.reduce((sum, values, p) => sum + norm(values) * norm(b[p] ?? values), 0),
  };
}

/** ⟨A, B⟩ of one parameter, B's places moved. */
export function similarity({ unitClasses, a, b }: MatchingProblem, p: number, sources: AxisSources): number {
  const [own, other] = [a[p], b[p]];
  if (own === undefined || other === undefined || own.length === 0) return 0;
  return gatheredDot(own, other, unitClasses.parameters[p]?.dims ?? [], sources);
}
