import type { StudyPair, StudyPairOnData } from "../results/study.js";
import type { PairValue } from "./pair-work.js";
import type { Done } from "./study-outcome.js";

/** The pairs as results describe them. */
export async function studyPairs(
  { prepared, values, outcomes }: Done,
  failures: readonly (string | null)[],
): Promise<StudyPair[]> {
  const { context, plan } = prepared;
  const failed = new Map(outcomes.map(({ task, failure }) => [task.id, failure]));
  const pairs = new Map<string, StudyPair>();
  for (const task of plan.tasks) {
    if (task.kind !== "pair") continue;
    const [a, b] = [context.models[task.a]?.name ?? "", context.models[task.b]?.name ?? ""];
    const key = `${task.a} ${task.b}`;
    const failure = failures[task.a] ?? failures[task.b] ?? failed.get(task.id) ?? null;
    const known = pairs.get(key) ?? { a, b, comparison: null, failure: null, data: [] };
    if (failure !== null) pairs.set(key, { ...known, failure });
    else pairs.set(key, { ...known, data: [...known.data, pairOnData(await values.pair(task))] });
  }
  return [...pairs.values()].map((pair) =>
    pair.failure === null ? { ...pair, comparison: `pairs/${pair.a}+${pair.b}/results.json` } : pair,
  );
}

function pairOnData({ entry, gains }: PairValue): StudyPairOnData {
  const { static: still, functional, sparsity } = entry;
  return {
    ...entry,
    static: { representation: still.representation, layers: still.layers },
    functional,
    sparsity: { ...sparsity, gainCorrelations: gains.correlations },
  };
}
