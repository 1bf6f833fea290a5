import { mean } from "../../kernels/mean.js";
import { area } from "../../sides/sparsity/area.js";
import type { DataEvidence, Evidence, ModelEvidence } from "../findings/evidence.js";
import { isCopy } from "../findings/is-copy.js";
import { sharedOrigin } from "./shared-origin.js";

export const CRITERIA = ["accuracy", "robustness", "consensus", "parameters", "latency"] as const;

export type Criterion = (typeof CRITERIA)[number];

/** Of these less is better; the others are better the larger they are. */
export const COSTS: ReadonlySet<Criterion> = new Set(["parameters", "latency"]);

/** What models are chosen by; `null` where it is not known, with the reason. */
export interface Qualities {
  /** Mean over the in-distribution data sets. */
  readonly accuracy: number | null;
  /** Area under a*(s) over the levels, mean over the in-distribution data sets. */
  readonly robustness: number | null;
  /** Mean calibrated similarity to the others but its own copies, forks and seed twins, over the in-distribution data sets. */
  readonly consensus: number | null;
  readonly parameters: number | null;
  /** Milliseconds an image, in the best of some runs. */
  readonly latency: number | null;
  /** In the slowest of them: how far the other can be trusted, and no criterion. */
  readonly latencySlowest: number | null;
  readonly reasons: Readonly<Partial<Record<keyof Omit<Qualities, "reasons">, string>>>;
}

/** What is known of each model; data sets in distribution count, all of them where none is. */
export function qualities({ models, data }: Evidence): readonly Qualities[] {
  const counted = countedData(data);
  return models.map((model, i) => {
    if (model.failure !== null) return nothing(`failed: ${model.failure}`);
    const [accuracy, robustness, consensus] = [
      meanOver(counted, (one) => one.accuracy[i] ?? null, "accuracy"),
      meanOver(counted, (one) => robustnessOf(one, i), "accuracy above chance at every level"),
      meanOver(counted, (one) => consensusOf(models, one, i), "calibrated similarity to another model"),
    ];
    const { parameters, latency, latencySlowest = null } = model;
    const reasons: Qualities["reasons"] = {
      ...(accuracy.why === null ? {} : { accuracy: accuracy.why }),
      ...(robustness.why === null ? {} : { robustness: model.unpruned ?? robustness.why }),
      ...(consensus.why === null ? {} : { consensus: consensus.why }),
      ...costReasons(model),
    };
    return {
      accuracy: accuracy.value,
      robustness: robustness.value,
      consensus: consensus.value,
      parameters,
      latency,
      latencySlowest,
      reasons,
    };
  });
}

function costReasons({ parameters, latency, latencySlowest = null, reasons }: ModelEvidence): Qualities["reasons"] {
  const untimed = reasons?.latency ?? "not measured";
  return {
    ...(parameters === null ? { parameters: reasons?.parameters ?? "not known" } : {}),
    ...(latency === null ? { latency: untimed } : {}),
    ...(latencySlowest === null ? { latencySlowest: untimed } : {}),
  };
}

/** Data sets that a selection goes by: those in distribution, or all where none is. */
export function countedData(data: readonly DataEvidence[]): readonly DataEvidence[] {
  const inside = data.filter(({ role }) => role === "id");
  return inside.length === 0 ? data : inside;
}

function nothing(why: string): Qualities {
  const none = { accuracy: null, robustness: null, consensus: null, parameters: null, latency: null };
  const all = { ...none, latencySlowest: null };
  return { ...all, reasons: Object.fromEntries(Object.keys(all).map((key) => [key, why])) };
}

interface Mean {
  readonly value: number | null;
  readonly why: string | null;
}

/** A mean over some of the data sets only would not be comparable. */
function meanOver(data: readonly DataEvidence[], of: (one: DataEvidence) => number | null, what: string): Mean {
  const values = data.map(of);
  const missing = data.filter((_, k) => values[k] === null).map(({ name }) => name);
  if (data.length === 0) return { value: null, why: "there is no data set" };
  if (missing.length > 0) return { value: null, why: `no ${what} on ${missing.join(", ")}` };
  return { value: values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length, why: null };
}

function robustnessOf({ levels, curves }: DataEvidence, i: number): number | null {
  const known = (curves[i]?.aboveChance ?? []).filter((value) => value !== null);
  return known.length < 2 || known.length < levels.length ? null : area(levels, known);
}

function consensusOf(
  models: readonly ModelEvidence[],
  { static: { calibrated } }: DataEvidence,
  i: number,
): number | null {
  const own = models[i];
  // Copies of one file are one network, whoever they are alike to.
  const isFirst = (other: ModelEvidence, j: number) =>
    models.findIndex((one) => one === other || (one.failure === null && isCopy(one, other))) === j;
  const values = models.flatMap((other, j) => {
    if (!isFirst(other, j)) return [];
    const value = calibrated[Math.min(i, j)]?.[Math.max(i, j)] ?? null;
    return j === i || own === undefined || value === null || sharedOrigin(own, other, models) !== null ? [] : [value];
  });
  return values.length === 0 ? null : mean(values);
}
