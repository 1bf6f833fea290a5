import type { DataEvidence, Evidence, ModelEvidence } from "../src/study/findings/evidence.js";
import { familyFinding } from "../src/study/findings/family-finding.js";
import { gaussians } from "./gaussians.js";

/** What makes simulated models alike. */
export const ALIKENESS = ["nothing", "seed twins", "family"] as const;

/** Length of a model's vector; a family's own part of it; what a twin adds of its own. */
const [LENGTH, FAMILY_SHARE, TWIN_NOISE] = [12, 0.6, 0.1];

/** What 1,000 studies found of their families. */
export interface FamilyTally {
  readonly alike: (typeof ALIKENESS)[number];
  /** Of the static side's tests, all models counted: share of p ≤ .05, and of verdicts. */
  readonly small: number;
  readonly supported: number;
  /** The same where of seed twins one counts; NaN without twins. */
  readonly smallOfOne: number;
  /** Share of intervals of the AUC that hold its mean over the studies, of those there are. */
  readonly covered: number;
  readonly auc: number;
  /** Share of findings that are supported. */
  readonly finding: number;
}

/** Studies of models in families of the given sizes; with seed twins the models of each are twins two by two. */
export function familyTally(
  alike: FamilyTally["alike"],
  sizes: readonly number[],
  repetitions: number,
  seed: number,
): FamilyTally {
  const found = Array.from({ length: repetitions }, (_, k) => familyFinding(study(alike, sizes, seed + 7919 * k), 0));
  const tests = (twins: "all" | "one") =>
    found.flatMap((one) => one.tests.filter((test) => test.twins === twins && test.side === "static").slice(0, 1));
  const all = tests("all");
  const values = all.flatMap(({ auc: { value } }) => value ?? []);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const intervals = all.flatMap(({ auc: { interval } }) => (interval === null ? [] : [interval]));
  const smallIn = (some: typeof all) => share(some, ({ permanova }) => (permanova?.pValue ?? 1) <= 0.05);
  return {
    alike,
    small: smallIn(all),
    supported: share(all, ({ verdict }) => verdict === "supported"),
    smallOfOne: smallIn(tests("one")),
    covered: share(intervals, ([low, high]) => low <= mean && mean <= high),
    auc: mean,
    finding: share(found, ({ verdict }) => verdict === "supported"),
  };
}

export function share<T>(some: readonly T[], is: (one: T) => boolean): number {
  return some.filter(is).length / some.length;
}

function study(alike: FamilyTally["alike"], sizes: readonly number[], seed: number): Evidence {
  const families = sizes.flatMap((size, g) => new Array<string>(size).fill(`f${g}`));
  const twins = sizes.flatMap((size, g) => Array.from({ length: size }, (_, i) => `f${g}-${i >> 1}`));
  const models = families.map((family, i): ModelEvidence => {
    const twin = alike === "seed twins" ? (twins[i] ?? null) : null;
    return { name: `m${i}`, family, fork: null, twins: twin, parameters: 1, latency: null, failure: null };
  });
  const own = gaussians(models.length * LENGTH, seed);
  const shared = gaussians(models.length * LENGTH, seed + 1);
  const vectors = models.map((_, i) => {
    const part = (of: Float64Array, at: number) => of.subarray(at * LENGTH, (at + 1) * LENGTH);
    const noise = part(own, i);
    if (alike === "nothing") return noise;
    const [names, weight] = alike === "family" ? [families, FAMILY_SHARE] : [twins, 1 - TWIN_NOISE];
    const common = part(shared, names.indexOf(names[i] ?? ""));
    return noise.map((value, k) => (1 - weight) * value + weight * (common[k] ?? 0));
  });
  // Cosines, as CKA is one, of vectors that have something in common, as all trained networks have.
  const similarity = vectors.map((x) => vectors.map((y) => 0.5 + cosine(x, y) / 2));
  return { models, data: [dataOf(similarity)] };
}

function dataOf(similarity: readonly (readonly number[])[]): DataEvidence {
  const nothing = similarity.map((row) => row.map(() => null));
  return {
    ...{ name: "simulated", role: "id", classes: null, functional: nothing, sparsity: nothing },
    ...{ accuracy: similarity.map(() => null), levels: [0], curves: similarity.map(() => null), gains: [] },
    static: { raw: similarity, calibrated: similarity, angle: null },
  };
}

function cosine(x: Float64Array, y: Float64Array): number {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
