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
  warnings.push(...twiceWarnings(done));
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

/** One network under two names would count as two independent ones. */
function twiceWarnings({ file, prepared: { context, facts } }: Done): readonly string[] {
  const nameOf = (place: number) => context.models[place]?.name ?? "";
  return facts.flatMap((one, place) => {
    if ("failure" in one) return [];
    const before = facts.findIndex((other) => "sha256" in other && other.sha256 === one.sha256);
    if (before === place || file.models[place]?.fork !== undefined) return [];
    const first = nameOf(before);
    return [
      `${first} and ${nameOf(place)} are the same file and count as two models in every test; leave one out, or say fork: ${first}`,
    ];
  });
}
