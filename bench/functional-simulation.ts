import {
  type Matrix,
  PREDICTIVE_MEASURES,
  type Predictions,
  type PredictiveName,
  type PredictiveScore,
  predictions,
} from "../src/measures/index.js";
import { type Bond, draw, type Sample, STRUCTURES, type StructureName } from "./functional-population.js";
import { type Tallies, tallies } from "./interval-tally.js";

export interface Setting {
  readonly structure: StructureName;
  readonly classes: number;
  /** Examples of a sample. */
  readonly n: number;
  readonly repetitions: number;
  readonly seed: number;
}

/** A measure's value in the population, from a large sample, with its standard error. */
export interface Truth {
  readonly value: number;
  readonly error: number;
}

export type PerMeasure<T> = Readonly<Record<PredictiveName, T>>;

/** What a simulation found of one measure. */
export interface Found extends Tallies {
  readonly truth: Truth;
  /** Mean of score − chance over a fifth as many samples of unrelated models, and the share of these where both are known. */
  readonly beyondChance: Truth & { readonly known: number };
}

/** Examples that the large sample is drawn by at a time, so that it need not fit in memory. */
const CHUNK = 4000;

/**
 * What chance means by "unrelated". Classes and probabilities of unrelated models are those of other examples. Errors are
 * unrelated where both see the same labels, and nothing else in common.
 */
const UNRELATED: PerMeasure<Exclude<Bond, "related">> = {
  agreement: "none",
  jsd: "none",
  kappa: "none",
  disagreement: "labels only",
  errorConsistency: "labels only",
  sameError: "labels only",
};

/** The measures of a large sample, `examples` a multiple of 4,000. */
export function truths(structure: StructureName, classes: number, examples: number, seed: number): PerMeasure<Truth> {
  if (!(examples >= 2 * CHUNK && examples % CHUNK === 0)) {
    throw new RangeError(`truths: the sample has ${examples} examples, expected a multiple of ${CHUNK} from two on`);
  }
  const chunks = Array.from({ length: examples / CHUNK }, (_, k) => {
    const { a, b, labels } = modelled(
      draw(STRUCTURES[structure], classes, CHUNK, seedOf({ seed, structure }, "truth", k)),
    );
    const scores = perMeasure(({ measure }) => measure(a, b, labels).score ?? Number.NaN);
    return { scores, a: a.classes, b: b.classes, labels };
  });
  const [a, b] = [joined(chunks.map((chunk) => chunk.a)), joined(chunks.map((chunk) => chunk.b))];
  const labels = joined(chunks.map((chunk) => chunk.labels));
  return perMeasure(({ name, measure, needs }) => {
    const parts = chunks.map((chunk) => chunk.scores[name]);
    // A mean of divergences is the mean of the chunks' means; what is counted is counted over all chunks.
    const whole = () => measure(saying(a, classes), saying(b, classes), labels).score ?? Number.NaN;
    return { value: needs === "probabilities" ? mean(parts) : whole(), error: standardError(parts) };
  });
}

/** Draws samples of related and of unrelated models, at most 100,000 of each, and counts. */
export function simulate(setting: Setting, truth: PerMeasure<Truth>): PerMeasure<Found> {
  if (!(setting.repetitions >= 2 && setting.repetitions <= MOST)) {
    throw new RangeError(`simulate: ${setting.repetitions} repetitions, expected 2 to ${MOST}`);
  }
  const related = results(setting, "related");
  const unrelated = { none: results(setting, "none"), "labels only": results(setting, "labels only") };
  return perMeasure(({ name }) => {
    const scores = related.map((result) => result[name]);
    const strangers = unrelated[UNRELATED[name]];
    const gaps = strangers.flatMap((result) => gap(result[name]));
    return {
      truth: truth[name],
      ...tallies(scores, truth[name].value),
      beyondChance: { value: mean(gaps), error: standardError(gaps), known: gaps.length / strangers.length },
    };
  });
}

function results(setting: Setting, bond: Bond): readonly PerMeasure<PredictiveScore>[] {
  const { structure, classes, n, repetitions } = setting;
  // What chance is held against has no coverage to be counted: a fifth of the samples gives its mean well enough.
  const count = bond === "related" ? repetitions : Math.ceil(repetitions / 5);
  return Array.from({ length: count }, (_, k) => {
    const { a, b, labels } = modelled(draw(STRUCTURES[structure], classes, n, seedOf(setting, bond, k), bond));
    return perMeasure(({ name, measure }): PredictiveScore => {
      if (bond !== "related" && UNRELATED[name] !== bond) return UNASKED;
      return measure(a, b, labels, { seed: k });
    });
  });
}

const UNASKED: PredictiveScore = { score: null, chance: null, interval: null, reasons: {} };

function gap({ score, chance }: PredictiveScore): readonly number[] {
  return score === null || chance === null ? [] : [score - chance];
}

function modelled({ a, b, labels }: Sample): { a: Predictions; b: Predictions; labels: Int32Array } {
  return { a: predictions(a), b: predictions(b), labels };
}

/** Predicted classes alone, which is all that measures of counts look at. */
function saying(classes: Int32Array, count: number): Predictions {
  const nothing: Matrix = { rows: classes.length, columns: count, data: new Float64Array(0) };
  return { logits: nothing, probabilities: nothing, classes };
}

const DRAWN: readonly (Bond | "truth")[] = ["related", "none", "labels only", "truth"];
const NAMES = Object.keys(STRUCTURES);
/** The most repetitions, so that seeds fit in 31 bits. */
const MOST = 100_000;

/** Seeds that no two draws of one number of classes and examples share. */
function seedOf({ seed, structure }: Pick<Setting, "seed" | "structure">, drawn: Bond | "truth", k: number): number {
  return ((seed * NAMES.length + NAMES.indexOf(structure)) * DRAWN.length + DRAWN.indexOf(drawn)) * MOST + k;
}

function perMeasure<T>(of: (measure: (typeof PREDICTIVE_MEASURES)[number]) => T): PerMeasure<T> {
  return Object.fromEntries(PREDICTIVE_MEASURES.map((measure) => [measure.name, of(measure)])) as PerMeasure<T>;
}

function joined(parts: readonly Int32Array[]): Int32Array {
  return Int32Array.from(parts.flatMap((part) => [...part]));
}

function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
