import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { centredRepresentation } from "./centred-representation.js";
import { checkPair, checkRepresentation, checkSameExamples } from "./check.js";
import { undefinedScore } from "./incomplete-score.js";
import type { Score } from "./score.js";

/** What may be done to a representation, by the measures that see a difference and those that do not. */
export type Transformation =
  | "translation"
  | "isotropic scaling"
  | "orthogonal"
  | "permutation of features"
  | "per-feature scaling"
  | "invertible linear"
  | "joint permutation of examples"
  | "permutation of one side's examples";

/** What a measure claims of itself; the conformance suite proves every word. */
export interface Claims {
  readonly name: string;
  /** Least and greatest score. A representation scores the greatest against itself. */
  readonly range: readonly [number, number];
  readonly symmetric: boolean;
  readonly invariantTo: readonly Transformation[];
  readonly notInvariantTo: readonly Transformation[];
  readonly minimumExamples: number;
}

/** A row of the table of measures: its claims and its functions. */
export interface Measure<Prepared = unknown> extends Claims {
  /**
   * The work that concerns one representation alone, to be done once where it is compared with many.
   *
   * @param label - what to call it in an error; "x" unless told.
   */
  prepare(x: Matrix, label?: string): Prepared;
  /** The score alone of two prepared representations; `null` where it is undefined. */
  between(x: Prepared, y: Prepared): number | null;
  /** The score with everything that is known of it. */
  measure(x: Matrix, y: Matrix): Score;
}

/** A representation that is not constant, and what `prepare` made of it. */
export interface Side<Prepared> {
  readonly xc: Float64Matrix;
  readonly prepared: Prepared;
}

/** What is particular to a measure. */
export interface Definition<Prepared> extends Claims {
  prepare(xc: Float64Matrix): Prepared;
  /** The score, or `null` for the reason that `undefinedBecause` gives. */
  between(x: Prepared, y: Prepared): number | null;
  readonly undefinedBecause?: string;
  /** Everything that is known of a score. */
  assess(score: number, x: Side<Prepared>, y: Side<Prepared>): Score;
}

export interface PreparedRepresentation<Prepared> {
  readonly n: number;
  /** `null` where the representation is constant. */
  readonly content: Prepared | null;
}

/** Adds to a definition what all measures share: the checks at the door, the centring, constant representations. */
export function defineMeasure<Prepared>(definition: Definition<Prepared>): Measure<PreparedRepresentation<Prepared>> {
  const { prepare, between, undefinedBecause = "undefined", assess, ...claims } = definition;
  const { name, minimumExamples } = claims;
  return Object.freeze({
    ...claims,
    prepare(x: Matrix, label = "x") {
      checkRepresentation(name, label, x, minimumExamples);
      const xc = centredRepresentation(x);
      return { n: x.rows, content: xc && prepare(xc) };
    },
    between(x: PreparedRepresentation<Prepared>, y: PreparedRepresentation<Prepared>) {
      checkSameExamples(name, x.n, y.n);
      return x.content && y.content && between(x.content, y.content);
    },
    measure(x: Matrix, y: Matrix) {
      checkPair(name, x, y, minimumExamples);
      const [xc, yc] = [centredRepresentation(x), centredRepresentation(y)];
      if (!xc || !yc) return undefinedScore("constant");
      const [left, right] = [prepare(xc), prepare(yc)];
      const score = between(left, right);
      if (score === null) return undefinedScore(undefinedBecause);
      return assess(score, { xc, prepared: left }, { xc: yc, prepared: right });
    },
  });
}
