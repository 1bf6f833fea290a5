import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { systemReason } from "../data/system-reason.js";
import { TrisimError } from "../errors.js";
import { readResults } from "../report/read-results.js";
import type { StudyPair, StudyResult } from "../study/results/study.js";

/** What a comparison is written as; the results last, by which it is known. */
const FILES = ["index.html", "results.json"] as const;

/**
 * Finds the comparisons that an earlier run of a study wrote, of models that it has no more. Its results name them, so they are
 * to be found before these are replaced, and to be removed when they have been. Other comparisons and other files stay, those of
 * a model that fails this time too.
 *
 * @param out - the folder of the study.
 * @returns what removes them; it throws TrisimError "unwritable".
 */
export async function formerPairs(
  out: string,
  { pairs, models }: Pick<StudyResult, "pairs" | "models">,
): Promise<() => Promise<void>> {
  const kept = new Set(pairs.map(({ comparison }) => comparison?.toLowerCase()));
  const there = await readdir(join(out, "pairs"), { withFileTypes: true }).catch(() => []);
  const others = there.filter((entry) => entry.isDirectory() && !kept.has(pathOf(entry.name).toLowerCase()));
  const before = others.length === 0 ? null : await readResults(out).catch(() => null);
  if (before?.kind !== "study") return async () => {};
  const names = new Set(models.map(({ name }) => name));
  const gone = before.result.pairs.filter(({ a, b }) => !names.has(a) || !names.has(b));
  return async () => {
    for (const { name } of others) {
      const pair = gone.find(({ comparison }) => comparison === pathOf(name));
      if (pair !== undefined) await removePair(join(out, "pairs", name), pair, before.result.provenance);
    }
  };
}

function pathOf(folder: string): string {
  return `pairs/${folder}/results.json`;
}

/** What one run of a study writes says when that run began. */
async function removePair(
  folder: string,
  { a, b }: StudyPair,
  { startedAt }: StudyResult["provenance"],
): Promise<void> {
  const found = await readResults(folder).catch(() => null);
  if (found?.kind !== "comparison") return;
  const { models, provenance } = found.result;
  if (provenance.startedAt !== startedAt || models.a.name !== a || models.b.name !== b) return;
  for (const file of FILES.map((name) => join(folder, name)))
    await rm(file, { force: true }).catch((cause) => {
      throw new TrisimError("unwritable", `${file} cannot be removed: ${systemReason(cause)}`, { cause });
    });
  // It stays where something else is in it.
  await rmdir(folder).catch(() => undefined);
}
