import { accuracy } from "../../measures/predictive/accuracy.js";
import { below, type Reasoned } from "../reasoned.js";
import { type Acting, type Basis, basisOf, type Probed, probeBasis } from "./basis.js";
import { type CalibratedTemperatures, calibratedTemperatures } from "./calibrated-temperatures.js";
import { type ClassTables, classTables } from "./class-tables.js";
import type { Connected, Connectivity } from "./connectivity.js";
import type { ModelPredictions } from "./predictive-pair.js";
import { type PredictiveScores, predictiveScores } from "./predictive-scores.js";

type BothAccuracies = { readonly a: number | null; readonly b: number | null };

/** What probes on two models' penultimate layers say. */
export interface ProbeEntry {
  readonly kind: "multinomial";
  /** Examples evaluated, and those that the probes were fitted on. */
  readonly n: number;
  readonly nFitted: number;
  readonly classes: number;
  readonly penalty: { readonly a: number; readonly b: number };
  /** Of the fitted examples those that the penalties were chosen on. */
  readonly nChosen: number;
  readonly converged: { readonly a: boolean; readonly b: boolean };
  readonly accuracy: BothAccuracies;
  readonly predictive: PredictiveScores | null;
}

export interface FunctionalSide extends ClassTables {
  /** What accuracy, predictive and the tables are of: the models' own classifiers, or probes. */
  readonly basis: Basis["name"];
  /** The examples that they are of. */
  readonly n: number;
  readonly accuracy: BothAccuracies;
  readonly predictive: PredictiveScores | null;
  readonly temperature: CalibratedTemperatures | null;
  readonly probe: ProbeEntry | null;
  readonly connectivity: Connectivity | null;
}

/** How the functional side is computed. */
export interface FunctionalSettings {
  /** The examples of the data set. */
  readonly n: number;
  /** Of the permutations that give chance where it has no closed form, and of the half that temperatures are fitted on. */
  readonly seed: number;
  readonly calibrateTemperature: boolean;
}

/**
 * The functional side: do two networks act alike on the same n examples?
 *
 * @param connected - linear mode connectivity, which needs more than predictions, or why there is none.
 * @returns accuracies, the predictive measures and what they come from class by class; all but the accuracies are `null`
 *   where the two predict different sets of classes and no probe was fitted.
 */
export function functionalSide(
  acting: Acting,
  connected: Connected,
  { n, seed, calibrateTemperature }: FunctionalSettings,
): Reasoned<FunctionalSide> {
  const basis = basisOf(acting);
  const connectivity = connectivityEntry(connected);
  const predicted = predictedEntry(basis, seed);
  const tables = classTables(basis.pair);
  const temperature = calibrateTemperature ? calibratedTemperatures(basis.pair, seed) : NOT_CALIBRATED;
  const probe = probeEntry(acting.probe, seed);
  const evaluated = typeof basis.pair === "string" ? null : basis.pair.examples;
  return {
    value: {
      basis: basis.name,
      n: evaluated?.length ?? n,
      ...predicted.value,
      ...tables.value,
      temperature: temperature.value,
      probe: probe.value,
      connectivity: connectivity.value,
    },
    reasons: {
      ...connectivity.reasons,
      ...predicted.reasons,
      ...tables.reasons,
      ...temperature.reasons,
      ...probe.reasons,
    },
  };
}

const NOT_CALIBRATED = { value: null, reasons: { temperature: "not asked for" } };

function connectivityEntry({ connectivity, reason }: Connected): Reasoned<Connectivity | null> {
  if (connectivity === null) return { value: null, reasons: { connectivity: reason } };
  return { value: connectivity, reasons: below("connectivity", connectivity.reasons) };
}

/** Accuracies and predictive measures of one basis. */
function predictedEntry(
  { a, b, pair }: Basis,
  seed: number,
): Reasoned<Pick<FunctionalSide, "accuracy" | "predictive">> {
  const scores = typeof pair === "string" ? null : predictiveScores(pair, seed);
  return {
    value: { accuracy: { a: accuracyOf(a), b: accuracyOf(b) }, predictive: scores?.value ?? null },
    reasons: {
      ...(a.usable.reason === null ? {} : { "accuracy.a": a.usable.reason }),
      ...(b.usable.reason === null ? {} : { "accuracy.b": b.usable.reason }),
      ...(scores === null ? { predictive: String(pair) } : below("predictive", scores.reasons)),
    },
  };
}

function probeEntry(probe: Probed | string, seed: number): Reasoned<ProbeEntry | null> {
  if (typeof probe === "string") return { value: null, reasons: { probe } };
  const { heads, examples, nFitted } = probe;
  const { value, reasons } = predictedEntry(probeBasis(probe), seed);
  return {
    value: {
      kind: "multinomial",
      n: examples.length,
      nFitted,
      classes: heads.a.intercept.length,
      penalty: { a: heads.a.penalty, b: heads.b.penalty },
      nChosen: heads.a.chosenOn,
      converged: { a: heads.a.converged, b: heads.b.converged },
      ...value,
    },
    reasons: below("probe", reasons),
  };
}

/** Share of the examples that a model gets right, or `null` where it cannot be told. */
function accuracyOf({ predictions, usable }: ModelPredictions): number | null {
  return predictions === null || usable.labels === null ? null : accuracy(predictions.classes, usable.labels);
}
