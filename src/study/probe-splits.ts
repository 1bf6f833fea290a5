import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import { type ProbeSplit, probeSplit } from "../sides/functional/probe-split.js";
import type { Settings } from "./settings.js";

/**
 * The halves of each data set that probes are fitted and evaluated on, or why there are no probes on it; they are made
 * before anything is run.
 *
 * @throws TrisimError "mismatch" where probes are asked for and the in-distribution data have no labels,
 * "too-few-examples" where a class has a single example.
 */
export function probeSplits(
  datasets: readonly Dataset[],
  { probe, seed }: Pick<Settings, "probe" | "seed">,
): readonly (ProbeSplit | string)[] {
  if (!probe) return datasets.map(() => "not asked for");
  return datasets.map((dataset, d) => {
    const split = probeSplit(dataset, seed);
    if (d === 0 && typeof split === "string")
      throw new TrisimError(
        "mismatch",
        `${split}: a probe is fitted on labels; give data that have them, or leave --probe`,
      );
    return split;
  });
}
