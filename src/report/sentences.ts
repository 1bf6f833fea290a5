import type { Connectivity, DataEntry, Vertex } from "../study/results.js";
import { count, fixed, listText, pValueText } from "./format.js";
import { reasonFor } from "./reason-for.js";

/** The three sides of the triangle, in the order they are told. */
export const SIDES = ["static", "functional", "sparsity"] as const;

export type Side = (typeof SIDES)[number];

/** What the triangle needs of the results on one data set. */
export type TriangleEntry = Pick<DataEntry, "name" | "role" | "n" | "vertices" | "reasons">;

/** A vertex that has a value. */
type Known = Vertex & { score: number };

/**
 * What a comparison found on one data set, a plain sentence a side: the value, what its ends mean, how far from chance
 * it is and what it must not be taken for. A side without a value gives its reason.
 *
 * @param entry - the results on one data set.
 * @returns one sentence for each of `static`, `functional` and `sparsity`; plain text, not escaped.
 */
export function sentences(entry: DataEntry): Record<Side, string> {
  return { static: staticSentence(entry), functional: functionalSentence(entry), sparsity: sparsitySentence(entry) };
}

/**
 * Why the value of a side, or its chance or interval, is null.
 *
 * @param part - which of the vertex's values is null.
 */
export function vertexReason(
  entry: Pick<DataEntry, "vertices" | "reasons">,
  side: Side,
  part: "score" | "chance" | "interval",
): string {
  const paths = [`vertices.${side}.${part}`, ...measurePaths(entry.vertices[side]).map((path) => `${path}.${part}`)];
  return reasonFor(entry.reasons, ...(part === "score" ? [`triangle.${side}`, ...paths] : paths));
}

function measurePaths(vertex: Vertex): string[] {
  switch (vertex.kind) {
    case "cka":
      return ["static.representation.cka"];
    case "predictive":
      return ["functional.predictive.jsd"];
    case "lmc":
      return ["functional.connectivity.lmc"];
    case "robustness":
      return ["sparsity.robustness"];
  }
}

function known(vertex: Vertex): Known | null {
  return vertex.score === null ? null : { ...vertex, score: vertex.score };
}

function missing(entry: DataEntry, side: Side): string {
  return `The ${side} side has no value: ${vertexReason(entry, side, "score")}.`;
}

function intervalClause(entry: DataEntry, side: Side, n: number = entry.n): string {
  const { interval } = entry.vertices[side];
  if (interval === null) return `no interval: ${vertexReason(entry, side, "interval")}`;
  return `95% interval ${fixed(interval[0])} to ${fixed(interval[1])} over ${count(n)} examples`;
}

function staticSentence(entry: DataEntry): string {
  const vertex = known(entry.vertices.static);
  if (vertex === null) return missing(entry, "static");
  return (
    `The two penultimate layers have a CKA of ${fixed(vertex.score)} (${intervalClause(entry, "static")}), ` +
    `where 1 is the same geometry up to rotation and scale; ${nullClause(entry, vertex)}.`
  );
}

/** How far the static value is from its null distribution, where that was computed; otherwise from mere chance. */
function nullClause(entry: DataEntry, vertex: Known): string {
  const { threshold, pValue, calibrated } = entry.static.representation.cka ?? {};
  if (vertex.kind !== "cka" || threshold == null || pValue == null) return chanceClause(entry, "static", vertex);
  const p = pValue <= 0.001 ? `p ${pValueText(pValue)}` : `p = ${pValueText(pValue)}`;
  if (pValue > 0.05) return `unrelated layers reach that much by chance alone (${p})`;
  const limit = `the ${fixed(threshold)} that 19 of 20 unrelated pairs stay below`;
  if (calibrated == null) return `that is above ${limit} (${p})`;
  return `that is ${wholePercent(calibrated)} of the way to 1 from ${limit} (${p})`;
}

function functionalSentence(entry: DataEntry): string {
  const vertex = known(entry.vertices.functional);
  if (vertex === null) return missing(entry, "functional");
  const { connectivity } = entry.functional;
  if (vertex.kind !== "lmc" || connectivity === null) return predictiveSentence(entry, vertex);
  return connectivitySentence(entry, connectivity, vertex);
}

const PATH_NAMES = {
  naive: "naive path, no alignment",
  aligned: "aligned path",
  repaired: "repaired path",
} as const;

/** On the naive path, below this, the order of channels may be all that is wrong. */
const LOW = 0.9;

function connectivitySentence(entry: DataEntry, connectivity: Connectivity, vertex: Known): string {
  const { lmcCurve, n, naive, [lmcCurve]: path } = connectivity;
  const { accuracy, barrier } = path ?? naive;
  const unaligned = lmcCurve === "naive" && connectivity.aligned === null && vertex.score < LOW;
  return (
    `Along the straight line between the two networks’ weights (${PATH_NAMES[lmcCurve]}) the error rises by at most ` +
    `${fixed(100 * barrier.frankle, 1)} percentage points above the mean of the ends${worstEnd(accuracy)}, ${wholePercent(1 - vertex.score)} of the ` +
    `accuracy that lies above guessing, so linear mode connectivity (LMC) is ${fixed(vertex.score)} ` +
    `(${intervalClause(entry, "functional", n)}), where 1 is no loss on the way and 0, its chance, all of it; LMC ` +
    "and not 1 − JSD stands here, because the two networks have the same parameters to interpolate" +
    `${unaligned ? "; without alignment a low value may only mean that they order their channels differently" : ""}.`
  );
}

/** Where an end errs more than all between, the barrier is half the difference of the two, and no bump on the way. */
function worstEnd(accuracy: readonly number[]): string {
  const [a = 0, b = 0] = [accuracy[0], accuracy.at(-1)];
  if (a === b || Math.min(...accuracy) < Math.min(a, b)) return "";
  return ` (at ${a < b ? "A" : "B"} itself: no network between errs more)`;
}

function predictiveSentence(entry: DataEntry, vertex: Known): string {
  const { probabilities, n } = compared(entry);
  return (
    `On average the two networks’ class probabilities${probabilities} are ${fixed(1 - vertex.score)} of a possible 1 bit apart ` +
    `(Jensen–Shannon divergence, JSD), so 1 − JSD is ${fixed(vertex.score)} (${intervalClause(entry, "functional", n)}); ` +
    `${chanceClause(entry, "functional", vertex)}; 1 − JSD stands in for linear mode connectivity ` +
    `(${reasonFor(entry.reasons, "functional.connectivity.lmc")}).`
  );
}

/** Whose probabilities the divergence is of, and of how many examples. */
function compared({ functional: { basis, n, temperature } }: DataEntry): { probabilities: string; n: number } {
  const by = basis === "probe" ? ", by linear probes on their penultimate layers," : "";
  if (temperature === null || temperature.jsd.score === null) return { probabilities: by, n };
  const divided = `${by} at temperatures that make them right on average (${[temperature.a, temperature.b].map((t) => fixed(t ?? 1)).join(" and ")})`;
  return { probabilities: divided, n: temperature.n };
}

function sparsitySentence(entry: DataEntry): string {
  const vertex = known(entry.vertices.sparsity);
  if (vertex === null) return missing(entry, "sparsity");
  const { used, left } = prunedLevels(entry);
  return (
    `Pruned alike at ${used} ${used === 1 ? "level" : "levels"}, the two networks’ similarity to their dense selves ` +
    `differs by ${fixed(1 - vertex.score)} on average, so robustness is ${fixed(vertex.score)} ` +
    `(${intervalClause(entry, "sparsity")}); alone this is a weak sign, because it has no null model: nothing says ` +
    `how high two unrelated networks would come${left}.`
  );
}

function prunedLevels(entry: DataEntry): { used: number; left: string } {
  const { levels, a, b } = entry.sparsity;
  const pruned = levels.map((level, index) => ({ level, index })).filter(({ level }) => level > 0);
  const without = pruned.filter(({ index }) => a.cka[index] == null || b.cka[index] == null);
  const used = pruned.length - without.length;
  const first = without[0];
  if (first === undefined) return { used, left: "" };
  const side = a.cka[first.index] == null ? "a" : "b";
  const reason = reasonFor(entry.reasons, `sparsity.${side}.cka.${first.index}`);
  const names = listText(without.map(({ level }) => String(level)));
  return { used, left: `; left out: ${without.length === 1 ? "level" : "levels"} ${names} (${reason})` };
}

function chanceClause(entry: DataEntry, side: Side, { score, chance, interval }: Known): string {
  if (chance === null) return `its chance is not known: ${vertexReason(entry, side, "chance")}`;
  const value = `chance (${fixed(chance)})`;
  if (interval !== null && interval[0] <= chance && chance <= interval[1]) return `that cannot be told from ${value}`;
  if (score <= chance) return `that is not above ${value}`;
  return `that is ${wholePercent((score - chance) / (1 - chance))} of the way from ${value} to 1`;
}

function wholePercent(share: number): string {
  return `${fixed(100 * share, 0)}%`;
}
