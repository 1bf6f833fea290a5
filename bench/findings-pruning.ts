import type { DataEvidence, ModelEvidence } from "../src/study/findings/evidence.js";
import { pruningTest } from "../src/study/findings/pruning-test.js";
import { share } from "./findings-families.js";
import { gaussians } from "./gaussians.js";

/** What decides when self-similarity and accuracy fall. */
export const FALLS = ["each by itself", "families", "together"] as const;

const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
/** Spread of the levels at which models fall to a half; how quickly they fall; noise of a value. */
const [SPREAD, SLOPE, NOISE] = [0.08, 0.08, 0.02];

/** What 1,000 studies found of their curves. */
export interface PruningTally {
  readonly fall: (typeof FALLS)[number];
  /** Mean r over all models and levels together. */
  readonly rawR: number;
  /** Mean r within levels, share of p ≤ .05, and the same within families. */
  readonly pooledR: number;
  readonly small: number;
  readonly smallWithin: number;
  /** Share that is supported: that accuracy is tracked, and that it falls more sharply, which it does not here. */
  readonly tracks: number;
  readonly sharper: number;
}

/**
 * Studies in which both fall at the same level on average: whatever is found sharper is a false alarm, and so is any
 * tracking but in "together".
 */
export function pruningTally(
  fall: PruningTally["fall"],
  sizes: readonly number[],
  repetitions: number,
  seed: number,
): PruningTally {
  const families = sizes.flatMap((size, g) => new Array<string>(size).fill(`f${g}`));
  const models = families.map((family, i): ModelEvidence => {
    return { name: `m${i}`, family, fork: null, twins: null, parameters: 1, latency: null, failure: null };
  });
  const found = Array.from({ length: repetitions }, (_, k) => {
    const test = pruningTest(models, dataOf(fall, families, seed + 7919 * k), k);
    if (!("pooled" in test)) throw new Error(`pruningTally: ${test.reason}`);
    return test;
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    fall,
    rawR: mean(found.map(({ rawR }) => rawR ?? Number.NaN)),
    pooledR: mean(found.map(({ pooled }) => pooled.r.value ?? Number.NaN)),
    small: share(found, ({ pooled }) => (pooled.test?.pValue ?? 1) <= 0.05),
    smallWithin: share(found, ({ withinFamilies }) => (withinFamilies.test?.pValue ?? 1) <= 0.05),
    tracks: share(found, ({ tracks }) => tracks === "supported"),
    sharper: share(found, ({ sharper }) => sharper === "supported"),
  };
}

function dataOf(fall: PruningTally["fall"], families: readonly string[], seed: number): DataEvidence {
  const m = families.length;
  const [ofC, ofA, inC, inA] = [0, 1, 2, 3].map((k) => gaussians(m, seed + k)) as [Numbers, Numbers, Numbers, Numbers];
  const noise = gaussians(2 * m * LEVELS.length, seed + 4);
  const curves = families.map((family, i) => {
    const g = families.indexOf(family);
    const own = (of: Numbers, group: Numbers) =>
      0.7 + SPREAD * (fall === "families" ? 0.5 * (of[i] ?? 0) + (group[g] ?? 0) : (of[i] ?? 0));
    const [c, a] = [
      own(ofC, inC),
      fall === "together" ? 0.7 + SPREAD * (0.8 * (ofC[i] ?? 0) + 0.6 * (ofA[i] ?? 0)) : own(ofA, inA),
    ];
    const curve = (half: number, at: number) =>
      LEVELS.map((level, k) =>
        k === 0
          ? 1
          : 1 / (1 + Math.exp((level - half) / SLOPE)) + NOISE * (noise[(at * m + i) * LEVELS.length + k] ?? 0),
      );
    const [cka, aboveChance] = [curve(c, 0), curve(a, 1)];
    return { cka, aboveChance, accuracy: aboveChance, retention: aboveChance, realSparsity: LEVELS };
  });
  const nothing = families.map(() => families.map(() => null));
  return {
    ...{ name: "simulated", role: "id", classes: 10, functional: nothing, sparsity: nothing, gains: [] },
    ...{ accuracy: families.map(() => null), levels: LEVELS, curves },
    static: { raw: nothing, calibrated: nothing, angle: null },
  };
}

type Numbers = Float64Array;
