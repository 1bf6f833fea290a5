import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import type { MatrixEngine } from "../kernels/matrix-engine.js";
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
  | "constant features"
  | "per-example scaling"
  | "joint permutation of examples"
  | "permutation of one side's examples";

/**
 * What a measure may say nothing about, beside constant representations: all examples equally far apart, half of their
 * pairs coinciding, a rank of n − 1, neighbours as many as there are others, rows without direction or without variation.
 */
export type Undefined = "equidistant" | "coinciding" | "full rank" | "all neighbours" | "zero row" | "constant row";

/** What a measure claims of itself; the conformance suite proves every word. */
export interface Claims {
  readonly name: string;
  /** Least and greatest score. A representation scores the greatest against itself. */
  readonly range: readonly [number, number];
  readonly symmetric: boolean;
  readonly invariantTo: readonly Transformation[];
  readonly notInvariantTo: readonly Transformation[];
  /** Kinds of representations whose score is `null`, with a reason. */
  readonly undefinedFor: readonly Undefined[];
  /** With fewer the measure throws. */
  readonly minimumExamples: number;
  /** With fewer there is no score whatever the examples are, where this is more than `minimumExamples`. */
  readonly definedFrom?: number;
}

/** A row of the table of measures: its claims and its functions. */
export interface Measure<Prepared = unknown> extends Claims {
  /**
   * The work that concerns one representation alone, to be done once where it is compared with many.
   *
   * @param label - what to call it in an error; "x" unless told.
   */
  prepare(x: Matrix, label?: string): Prepared;
  /** The same with an engine's products. Absent where nothing long is multiplied. */
  prepareOn?(engine: MatrixEngine, x: Matrix): Promise<Prepared>;
  /** The score alone of two prepared representations; `null` where it is undefined. */
  between(x: Prepared, y: Prepared): number | null;
  /**
   * The scores with the examples of y in other orders, by reading what is prepared in these orders; `null` where the
   * score is undefined. Absent where nothing that is prepared can be read so.
   */
  permuted?(x: Prepared, y: Prepared, orders: readonly Uint32Array[]): Float64Array | null;
  /** The score with everything that is known of it. */
  measure(x: Matrix, y: Matrix): Score;
  /** The same with an engine's products. Absent where nothing long is multiplied. */
  measureOn?(engine: MatrixEngine, x: Matrix, y: Matrix): Promise<Score>;
}

/** A representation that is not constant, and what `prepare` made of it. */
export interface Side<Prepared> {
  readonly xc: Float64Matrix;
  readonly prepared: Prepared;
}

/** What is particular to a measure. */
export interface Definition<Prepared> extends Claims {
  /**
   * @param xc - the columns less their means.
   * @param x - as it was given, for measures of its rows.
   */
  prepare(xc: Float64Matrix, x: Matrix): Prepared;
  /** The same with an engine's products, where these are what takes long. */
  prepareOn?(engine: MatrixEngine, x: Matrix): Promise<Prepared>;
  /** The score, or `null` for the reason that `undefinedBecause` gives. */
  between(x: Prepared, y: Prepared): number | null;
  readonly undefinedBecause?: string | ((x: Prepared, y: Prepared) => string);
  permuted?(x: Prepared, y: Prepared, orders: readonly Uint32Array[]): Float64Array;
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
  const { prepare, prepareOn, between, undefinedBecause, permuted, assess, ...claims } = definition;
  const { name, minimumExamples } = claims;
  type Sided = PreparedRepresentation<Prepared>;
  const scoreOf = (x: Sided, y: Sided) => {
    checkSameExamples(name, x.n, y.n);
    return x.content && y.content && between(x.content, y.content);
  };
  const scored = ([xc, x]: readonly [Float64Matrix, Prepared], [yc, y]: readonly [Float64Matrix, Prepared]) => {
    const score = between(x, y);
    if (score === null) return undefinedScore(reasonOf(undefinedBecause, x, y));
    return assess(score, { xc, prepared: x }, { xc: yc, prepared: y });
  };
  return Object.freeze({
    ...claims,
    prepare(x: Matrix, label = "x") {
      checkRepresentation(name, label, x, minimumExamples);
      const xc = centredRepresentation(x);
      return { n: x.rows, content: xc && prepare(xc, x) };
    },
    ...(prepareOn && {
      async prepareOn(engine: MatrixEngine, x: Matrix) {
        checkRepresentation(name, "x", x, minimumExamples);
        return { n: x.rows, content: centredRepresentation(x) && (await prepareOn(engine, x)) };
      },
    }),
    between: scoreOf,
    ...(permuted && {
      permuted(x: Sided, y: Sided, orders: readonly Uint32Array[]) {
        return scoreOf(x, y) === null ? null : x.content && y.content && permuted(x.content, y.content, orders);
      },
    }),
    measure(x: Matrix, y: Matrix) {
      const centred = centredPair(name, x, y, minimumExamples);
      if (centred === null) return undefinedScore("constant");
      return scored([centred[0], prepare(centred[0], x)], [centred[1], prepare(centred[1], y)]);
    },
    ...(prepareOn && {
      async measureOn(engine: MatrixEngine, x: Matrix, y: Matrix) {
        const centred = centredPair(name, x, y, minimumExamples);
        if (centred === null) return undefinedScore("constant");
        return scored([centred[0], await prepareOn(engine, x)], [centred[1], await prepareOn(engine, y)]);
      },
    }),
  });
}

/** Both representations less their means, or `null` where one is constant. */
function centredPair(
  measure: string,
  x: Matrix,
  y: Matrix,
  minimumExamples: number,
): readonly [Float64Matrix, Float64Matrix] | null {
  checkPair(measure, x, y, minimumExamples);
  const [xc, yc] = [centredRepresentation(x), centredRepresentation(y)];
  return xc && yc && [xc, yc];
}

function reasonOf<Prepared>(because: Definition<Prepared>["undefinedBecause"], x: Prepared, y: Prepared): string {
  return typeof because === "function" ? because(x, y) : (because ?? "undefined");
}
