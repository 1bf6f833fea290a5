import { gatheredRows } from "../../kernels/gathered.js";
import type { Matrix } from "../../kernels/matrix.js";
import { jsd } from "../../measures/predictive/jsd.js";
import { type Predictions, predictions } from "../../measures/predictive/predictions.js";
import type { PredictiveScore } from "../../measures/predictive/predictive-score.js";
import { temperatureOf } from "../../measures/predictive/temperature.js";
import { stratifiedSplit } from "../../measures/probe/stratified-split.js";
import { below, type Reasoned } from "../reasoned.js";
import type { PredictivePair } from "./predictive-pair.js";

/** Two models' temperatures, and the divergence of the probabilities that they make right on average. */
export interface CalibratedTemperatures {
  /** Above 1: the model is too sure of itself. */
  readonly a: number | null;
  readonly b: number | null;
  /** Examples that the divergence is of, and those that the temperatures were fitted on. */
  readonly n: number;
  readonly nFitted: number;
  readonly jsd: Omit<PredictiveScore, "reasons">;
}

/**
 * Temperatures fitted on one half of the examples and the Jensen–Shannon divergence on the other. How sure a model is
 * hangs on the scale of its logits, which training leaves open; divergences of models of unlike scales tell mostly that.
 *
 * @param seed - of the halves, which have the same share of every class, and of the divergence's chance.
 * @returns `null` without labels, or where there is no second example.
 * @see Guo et al. 2017
 */
export function calibratedTemperatures(
  pair: PredictivePair | string,
  seed: number,
): Reasoned<CalibratedTemperatures | null> {
  if (typeof pair === "string") return none(pair);
  const { a, b, labels, whyNoLabels } = pair;
  if (labels === null) return none(whyNoLabels);
  const { first: fitted, second: evaluated } = stratifiedSplit(labels, 0.5, seed);
  if (evaluated.length === 0) return none("a half of the examples is none");
  const known = Int32Array.from(fitted, (i) => labels[i] ?? 0);
  const of = ({ logits }: Predictions) => temperatureOf(gatheredRows(logits, fitted), known);
  const [left, right] = [of(a), of(b)];
  const missing = { a: left.reason, b: right.reason };
  const reasons = Object.fromEntries(
    Object.entries(missing).flatMap(([key, why]) => (why === null ? [] : [[key, why]])),
  );
  const counts = { n: evaluated.length, nFitted: fitted.length };
  if (left.temperature === null || right.temperature === null) {
    const why = "a temperature is not defined";
    const score = { score: null, chance: null, interval: null };
    const value = { a: left.temperature, b: right.temperature, ...counts, jsd: score };
    const all = { ...reasons, ...below("jsd", { score: why, chance: why, interval: why }) };
    return { value, reasons: below("temperature", all) };
  }
  const cooled = ({ logits }: Predictions, t: number) => predictions(divided(gatheredRows(logits, evaluated), t));
  const { reasons: why, ...score } = jsd(cooled(a, left.temperature), cooled(b, right.temperature), { seed });
  const value = { a: left.temperature, b: right.temperature, ...counts, jsd: score };
  return { value, reasons: below("temperature", below("jsd", why)) };
}

function divided({ rows, columns, data }: Matrix, temperature: number): Matrix {
  return { rows, columns, data: data.map((logit) => logit / temperature) };
}

function none(reason: string): Reasoned<null> {
  return { value: null, reasons: { temperature: reason } };
}
