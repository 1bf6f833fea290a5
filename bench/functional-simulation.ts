import {
  type Matrix,
  PREDICTIVE_MEASURES,
  type Predictions,
  type PredictiveName,
  type PredictiveScore,
  predictions,
} from "../src/measures/index.js";
import { type Bond, draw, type Sample, STRUCTURES, type StructureName } from "./functional-population.js";

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

/** Intervals of one kind: how many there are and how many hold the truth, lie below it, lie above it. */
export interface Tally {
  readonly count: number;
  readonly held: number;
  readonly below: number;
  readonly above: number;
  /** Mean width; NaN where there is none. */
  readonly width: number;
}

/** What a simulation found of one measure. */
export interface Found {
  readonly truth: Truth;
  /** Intervals that nothing is said of. */
  readonly plain: Tally;
  /** Intervals of which something is said, by what, its numbers written k. */
  readonly flagged: Readonly<Record<string, Tally>>;
  /** Samples without an interval, by the reason, its numbers written k. */
  readonly missing: Readonly<Record<string, number>>;
  /** Mean of score − chance over samples of unrelated models, and its standard error. */
  readonly beyondChance: Truth;
}

export type PerMeasure<T> = Readonly<Record<PredictiveName, T>>;

/** Examples that the large sample is drawn by at a time, so that it need not fit in memory. */
const CHUNK = 4000;

/**
 * What chance means by "unrelated". Classes and probabilities of unrelated models are those of other examples. Errors are
 * unrelated where both see the same labels, and nothing else in common.
 */
const UNRELATED: PerMeasure<Bond> = {
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
    const { a, b, labels } = modelled(draw(STRUCTURES[structure], classes, CHUNK, seedOf(seed, "truth", k)));
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

/** Draws samples of related and of unrelated models, and counts. */
export function simulate(setting: Setting, truth: PerMeasure<Truth>): PerMeasure<Found> {
  const related = results(setting, "related");
  const unrelated = { none: results(setting, "none"), "labels only": results(setting, "labels only") };
  return perMeasure(({ name }) => {
    const scores = related.map((result) => result[name]);
    const gaps = unrelated[UNRELATED[name] as keyof typeof unrelated].flatMap((result) => gap(result[name]));
    return {
      truth: truth[name],
      ...tallies(scores, truth[name].value),
      beyondChance: { value: mean(gaps), error: standardError(gaps) },
    };
  });
}

function results(setting: Setting, bond: Bond): readonly PerMeasure<PredictiveScore>[] {
  const { structure, classes, n, repetitions, seed } = setting;
  return Array.from({ length: repetitions }, (_, k) => {
    const { a, b, labels } = modelled(draw(STRUCTURES[structure], classes, n, seedOf(seed, bond, k), bond));
    return perMeasure(({ name, measure }): PredictiveScore => {
      if (bond !== "related" && UNRELATED[name] !== bond) return UNASKED;
      return measure(a, b, labels, { seed: k });
    });
  });
}

const UNASKED: PredictiveScore = { score: null, chance: null, interval: null, reasons: {} };

function tallies(scores: readonly PredictiveScore[], truth: number): Pick<Found, "plain" | "flagged" | "missing"> {
  const [without, having] = [scores.filter(({ interval }) => !interval), scores.filter(({ interval }) => interval)];
  const { "": plain = [], ...flagged } = byReason(having);
  return {
    plain: tally(plain, truth),
    flagged: mapValues(flagged, (some) => tally(some, truth)),
    missing: mapValues(byReason(without), (some) => some.length),
  };
}

/** Scores by what is said of their interval, its numbers written k; "" where nothing is. */
function byReason(scores: readonly PredictiveScore[]): Readonly<Record<string, readonly PredictiveScore[]>> {
  const said = scores.map(({ reasons }) => (reasons.interval ?? "").replace(/\d+/g, "k"));
  return Object.fromEntries([...new Set(said)].map((why) => [why, scores.filter((_, k) => said[k] === why)]));
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

function tally(scores: readonly PredictiveScore[], truth: number): Tally {
  const intervals = scores.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  const below = intervals.filter(([, high]) => high < truth).length;
  const above = intervals.filter(([low]) => low > truth).length;
  const count = intervals.length;
  return { count, held: count - below - above, below, above, width: mean(intervals.map(([low, high]) => high - low)) };
}

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

/** Seeds that no two draws share: 2 million apart by what is drawn, 8 million by the simulation's own seed. */
function seedOf(seed: number, drawn: Bond | "truth", k: number): number {
  return 8_000_000 * seed + 2_000_000 * ["related", "none", "labels only", "truth"].indexOf(drawn) + k;
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
