import type { LeftOut, ModelEvidence } from "./evidence.js";
import { isCopy } from "./is-copy.js";
import { rootOf } from "./root-of.js";

/** Models that count, by their places among all, and those that do not. */
export interface Counted {
  /** Ascending. */
  readonly kept: readonly number[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The models that count for a test: those that did not fail, of all that share trained weights one, the one that the others
 * are forks of where it is there, else the first. Copies of one file share them too.
 *
 * @param which - for a test of what pruning does, those that were pruned.
 * @example
 * const model = (name, fork) => ({ name, fork, family: "cnn", twins: null, parameters: 1, latency: null, failure: null });
 * const { kept, leftOut } = independentModels([model("a", "b"), model("b", null), model("c", "a")]);
 * kept; // => [1]
 * leftOut[1]; // => { model: "c", why: "a fork: shares trained weights with b, which counts for both" }
 */
export function independentModels(models: readonly ModelEvidence[], which: "all" | "pruned" = "all"): Counted {
  const roots = models.map((model) => rootOf(model, models));
  const missing = models.map(({ failure, unpruned = null }) =>
    failure === null ? (which === "pruned" ? unpruned : null) : `failed: ${failure}`,
  );
  const alive = missing.flatMap((why, i) => (why === null ? [i] : []));
  const representative = (root: string) =>
    alive.find((i) => models[i]?.name === root) ?? alive.find((i) => roots[i] === root);
  const kept = alive.filter((i) => representative(roots[i] ?? "") === i);
  const leftOut = models.flatMap((model, i): LeftOut[] => {
    const { name } = model;
    const why = missing[i] ?? null;
    if (why !== null) return [{ model: name, why }];
    const other = models[representative(roots[i] ?? "") ?? i];
    return kept.includes(i) || other === undefined ? [] : [{ model: name, why: sharing(model, other) }];
  });
  return { kept, leftOut };
}

function sharing(model: ModelEvidence, other: ModelEvidence): string {
  const how = isCopy(model, other) ? "a copy: the same file as" : "a fork: shares trained weights with";
  return `${how} ${other.name}, which counts for both`;
}

/** Of the models that count those that remain where of all seed twins only the first counts. */
export function withoutTwins(models: readonly ModelEvidence[], { kept, leftOut }: Counted): Counted {
  const first = (twin: string) => kept.find((i) => models[i]?.twins === twin);
  const single = kept.filter((i) => {
    const twin = models[i]?.twins ?? null;
    return twin === null || first(twin) === i;
  });
  const twins = kept.flatMap((i): LeftOut[] => {
    const model = models[i];
    if (single.includes(i) || model === undefined || model.twins === null) return [];
    return [
      { model: model.name, why: `a seed twin of ${models[first(model.twins) ?? i]?.name}, which counts for both` },
    ];
  });
  return { kept: single, leftOut: [...leftOut, ...twins] };
}
