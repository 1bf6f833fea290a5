import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { systemReason } from "../data/system-reason.js";
import { TrisimError } from "../errors.js";
import { readResults } from "../report/read-results.js";
import type { StudyPair, StudyResult } from "../study/results/study.js";

/** What a comparison is written as; the results last, by which it is known. */
const FILES = ["index.html", "results.json"] as const;

/**
 * Removes the comparisons that an earlier run of a study wrote and that it has no more, before its results are replaced: these
 * name them. Folders that they do not name, other comparisons and other files stay.
 *
 * @param out - the folder of the study.
 * @throws TrisimError "unwritable".
 */
export async function removeFormerPairs(out: string, { pairs }: Pick<StudyResult, "pairs">): Promise<void> {
  const named = (of: readonly StudyPair[]) => new Set(of.map(({ comparison }) => comparison?.toLowerCase()));
  const kept = named(pairs);
  const there = await readdir(join(out, "pairs"), { withFileTypes: true }).catch(() => []);
  const former = there.filter((entry) => entry.isDirectory() && !kept.has(pathOf(entry.name).toLowerCase()));
  if (former.length === 0) return;
  const before = await readResults(out).catch(() => null);
  if (before?.kind !== "study") return;
  for (const { name } of former) {
    const pair = before.result.pairs.find(({ comparison }) => comparison === pathOf(name));
    if (pair !== undefined) await removePair(join(out, "pairs", name), pair);
  }
}

function pathOf(folder: string): string {
  return `pairs/${folder}/results.json`;
}

async function removePair(folder: string, { a, b }: StudyPair): Promise<void> {
  const found = await readResults(folder).catch(() => null);
  if (found?.kind !== "comparison") return;
  const { models } = found.result;
  if (models.a.name !== a || models.b.name !== b) return;
  for (const file of FILES.map((name) => join(folder, name)))
    await rm(file, { force: true }).catch((cause) => {
      throw new TrisimError("unwritable", `${file} cannot be removed: ${systemReason(cause)}`, { cause });
    });
  // It stays where something else is in it.
  await rmdir(folder).catch(() => undefined);
}
