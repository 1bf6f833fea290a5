import type { Predictions } from "./predictions.js";

/** How many examples came out which way for two models. */
export interface Outcomes {
  readonly bothRight: number;
  readonly onlyARight: number;
  readonly onlyBRight: number;
  readonly sameError: number;
  readonly differentErrors: number;
}

/** Counts the examples by outcome. */
export function outcomes(a: Predictions, b: Predictions, labels: Int32Array): Outcomes {
  const counts = { bothRight: 0, onlyARight: 0, onlyBRight: 0, sameError: 0, differentErrors: 0 };
  labels.forEach((label, i) => {
    counts[outcome(a.classes[i], b.classes[i], label)] += 1;
  });
  return counts;
}

/** The counts after leaving out one example of each outcome there is, with how many examples share it. */
export function withoutOne(counts: Outcomes): readonly { readonly counts: Outcomes; readonly count: number }[] {
  const keys = Object.keys(counts) as (keyof Outcomes)[];
  return keys
    .filter((key) => counts[key] > 0)
    .map((key) => ({ counts: { ...counts, [key]: counts[key] - 1 }, count: counts[key] }));
}

function outcome(a: number | undefined, b: number | undefined, label: number): keyof Outcomes {
  if (a === label) return b === label ? "bothRight" : "onlyARight";
  if (b === label) return "onlyBRight";
  return a === b ? "sameError" : "differentErrors";
}
