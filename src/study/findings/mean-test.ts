import { type PermutationP, permutationP } from "../../measures/stats/permutation-p.js";
import { signFlips } from "../../measures/stats/sign-flips.js";
import type { Estimate, Verdict } from "./evidence.js";
import { modelJackknife } from "./model-jackknife.js";
import { verdictOf } from "./verdict.js";

/** Is a number above 0 in these models? */
export interface MeanTest {
  readonly mean: Estimate;
  readonly test: PermutationP | null;
  readonly verdict: Verdict;
  /** Key → why it is null; `verdict` → why it is not testable. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * The mean of one number a model. The interval leaves out one model at a time, which is Student's; p is the upper tail of
 * giving the numbers signs at random.
 *
 * @see Fisher 1935 (signs at random)
 */
export function meanTest(names: readonly string[], values: readonly number[], seed: number): MeanTest {
  const mean = (kept: readonly number[]) => kept.reduce((sum, i) => sum + (values[i] ?? 0), 0) / kept.length;
  const { reason, ...found } = modelJackknife(names, mean, "plain", "there is no model");
  const sum = (signs: ArrayLike<number>) => values.reduce((total, value, i) => total + value * (signs[i] ?? 1), 0);
  const test = found.value === null ? null : permutationP(sum([]), signFlips(values.length, seed), sum);
  const verdict = verdictOf(found, 0, test);
  const why = test === null ? reason : `so few models can give no p below ${test.smallest.toFixed(3)}`;
  return {
    mean: found,
    test,
    verdict,
    reasons: {
      ...(reason === null ? {} : found.value === null ? { mean: reason, test: reason } : { "mean.interval": reason }),
      ...(verdict === "not testable" ? { verdict: why ?? "" } : {}),
    },
  };
}
