import type { FunctionalSide } from "../sides/functional/functional-side.js";
import type { Reasoned } from "../sides/reasoned.js";
import type { Robustness } from "../sides/sparsity/robustness.js";
import type { StaticSide } from "../sides/static/static-side.js";
import type { Vertex } from "./results.js";

type Interval = readonly [number, number] | null;
type Reasons = Readonly<Record<string, string>>;

/** Static: debiased CKA of the two penultimate layers. */
export function staticVertex({ scores: { cka } }: StaticSide): Reasoned<Vertex> {
  return vertex("cka", cka.score, cka.chance, cka.interval, cka.reasons);
}

/**
 * Functional: linear mode connectivity where the two have the same parameters and it is defined, whose chance is 0 by
 * definition; else 1 − Jensen–Shannon divergence of the predictions, at calibrated temperatures where these were asked for
 * and are defined.
 */
export function functionalVertex({
  value,
  reasons,
}: Reasoned<Pick<FunctionalSide, "connectivity" | "predictive" | "temperature">>): Reasoned<Vertex> {
  const { lmc = null, lmcInterval = null } = value.connectivity ?? {};
  if (lmc !== null) {
    const reason = reasons["connectivity.lmcInterval"];
    return vertex("lmc", lmc, 0, lmcInterval, reason === undefined ? {} : { interval: reason });
  }
  if (value.predictive === null) {
    const reason = reasons.predictive ?? "not computed";
    return vertex("predictive", null, null, null, { score: reason, chance: reason, interval: reason });
  }
  const { temperature } = value;
  const calibrated = temperature !== null && temperature.jsd.score !== null;
  const { score, chance, interval } = calibrated ? temperature.jsd : value.predictive.jsd;
  const path = calibrated ? "temperature.jsd" : "predictive.jsd";
  const turned: Interval = interval === null ? null : [1 - interval[1], 1 - interval[0]];
  return vertex("predictive", complement(score), complement(chance), turned, inside(path, reasons));
}

/** Sparsity: do the two respond to pruning alike? It has no null model, so it has no chance. */
export function sparsityVertex({ score, interval, reasons }: Robustness): Reasoned<Vertex> {
  return vertex("robustness", score, null, interval, { ...reasons, chance: "robustness has no null model" });
}

function vertex(
  kind: Vertex["kind"],
  score: number | null,
  chance: number | null,
  interval: Interval,
  reasons: Reasons,
): Reasoned<Vertex> {
  const fields = Object.entries(reasons).filter(([field]) => ["score", "chance", "interval"].includes(field));
  const value: Vertex = { score, chance, interval: interval === null ? null : [interval[0], interval[1]], kind };
  return { value, reasons: Object.fromEntries(fields) };
}

function complement(value: number | null): number | null {
  return value === null ? null : 1 - value;
}

/** The reasons below a path, seen from there. */
function inside(path: string, reasons: Reasons): Reasons {
  const own = Object.entries(reasons).filter(([key]) => key.startsWith(`${path}.`));
  return Object.fromEntries(own.map(([key, reason]) => [key.slice(path.length + 1), reason]));
}
