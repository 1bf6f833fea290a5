import { dataWarnings, storeWarnings } from "../warnings.js";
import { labelsUpTo } from "./model-answers.js";
import type { Done } from "./study-outcome.js";

/** What had to be taken for granted, and what is left out. */
export async function studyWarnings(done: Done, failures: readonly (string | null)[]): Promise<readonly string[]> {
  const { context, store } = done.prepared;
  const warnings: string[] = [];
  for (const [place, { name }] of context.models.entries()) {
    const failure = failures[place] ?? null;
    if (failure !== null) warnings.push(`${name} is left out: ${failure}`);
    else warnings.push(...(await modelWarnings(done, place)));
  }
  return [...new Set([...warnings, ...dataWarnings(context.datasets), ...storeWarnings(store)])];
}

async function modelWarnings({ prepared, values }: Done, place: number): Promise<readonly string[]> {
  const { context, facts } = prepared;
  const alone = values.ofStore();
  const known = facts[place];
  const warnings = known !== undefined && "warning" in known && known.warning !== null ? [known.warning] : [];
  for (const d of context.datasets.keys()) {
    const usable = (await labelsUpTo(place, d, context, alone))[d];
    if (usable?.assumption != null) warnings.push(usable.assumption);
    warnings.push(...((await alone.pruned(place, d))[0]?.notes ?? []));
  }
  return warnings;
}
