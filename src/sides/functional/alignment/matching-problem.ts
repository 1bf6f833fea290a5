import { gatheredDot } from "../../../kernels/gathered-axes.js";
import type { AxisSources } from "../../../onnx/permutation/axis-sources.js";
import type { UnitClasses } from "../../../onnx/permutation/unit-classes.js";
import { type Family, familiesOf, neighboursOf, parametersOf } from "./families.js";
import { normalised } from "./normalised.js";
import type { ParameterValues } from "./parameter-values.js";

/** Two networks whose units are to be matched, checked and brought to one scale. */
export interface MatchingProblem {
  readonly unitClasses: UnitClasses;
  /** The parameters, those in which units stand normalised. */
  readonly a: ParameterValues;
  readonly b: ParameterValues;
  /** Those in which units stand. */
  readonly standing: ReadonlySet<number>;
  readonly families: readonly Family[];
  /** For each family the parameters in which it stands. */
  readonly parameters: readonly (readonly number[])[];
  /** For each family those whose gains change with its permutations. */
  readonly neighbours: readonly ReadonlySet<number>[];
  /** Σ ‖A‖‖B‖ over the parameters: no permutation can have more. */
  readonly bound: number;
}

/**
 * @param a - A's parameters, whose place the normalised ones take; so do B's.
 * @throws RangeError for values of another length than their parameter's, or one that is not finite.
 */
export function matchingProblem(unitClasses: UnitClasses, a: ParameterValues, b: ParameterValues): MatchingProblem {
  const standing = new Set(unitClasses.classes.flatMap(({ sites }) => sites.map(({ parameter }) => parameter)));
  const norms = (side: string, values: ParameterValues) =>
    unitClasses.parameters.map(({ name, dims, size }, p) => {
      if (!standing.has(p)) return 0;
      const of = values.read(p);
      const what = `weightMatching: parameter ${p} ("${name}") of ${side}`;
      if (of.length !== size) throw new RangeError(`${what} has ${of.length || "no"} values, expected ${size}`);
      normalised(what, of, dims.length, of);
      values.keep();
      return Math.sqrt(gatheredDot(of, of, [size], [null]));
    });
  const [ofA, ofB] = [norms("A", a), norms("B", b)];
  const families = familiesOf(unitClasses);
  return {
    unitClasses,
    a,
    b,
    standing,
    families,
    parameters: families.map((family) => parametersOf(unitClasses, family)),
    neighbours: neighboursOf(unitClasses, families),
    bound: ofA.reduce((sum, norm, p) => sum + norm * (ofB[p] ?? 0), 0),
  };
}

/** ⟨A, B⟩ of one parameter, B's places moved. */
export function similarity({ unitClasses, a, b, standing }: MatchingProblem, p: number, sources: AxisSources): number {
  if (!standing.has(p)) return 0;
  return gatheredDot(a.read(p), b.read(p), unitClasses.parameters[p]?.dims ?? [], sources);
}
