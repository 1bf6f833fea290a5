import type { PairTask } from "../plan/task.js";
import type { StudyPair, StudyPairOnData } from "../results/study.js";
import type { CompareResult } from "../results.js";
import { PairEntries, type PairEntry } from "./pair-entry.js";
import type { Done } from "./study-outcome.js";

/** The pairs as results describe them. */
export async function studyPairs(done: Done, failures: readonly (string | null)[]): Promise<StudyPair[]> {
  const { prepared, outcomes } = done;
  const { context, plan } = prepared;
  const failed = new Map(outcomes.map(({ task, failure }) => [task.id, failure]));
  const entries = pairEntries(done);
  const folders = new Set<string>();
  const pairs: StudyPair[] = [];
  for (const [a, { name }] of context.models.entries())
    for (const [b, { name: other }] of [...context.models.entries()].slice(a + 1)) {
      const tasks = pairTasks(plan.tasks, a, b);
      const why = tasks.map(({ id }) => failed.get(id) ?? null).find((failure) => failure !== null) ?? null;
      const failure = failures[a] ?? failures[b] ?? why;
      const data: StudyPairOnData[] = [];
      if (failure === null) for (const task of tasks) data.push(onData(await entries(task)));
      const comparison = failure === null ? freeFolder(`${plain(name)}+${plain(other)}`, folders) : null;
      pairs.push({ a: name, b: other, comparison, failure, data });
    }
  return pairs;
}

/** The whole comparison of two models, data set by data set. */
export async function comparedPair(done: Done, a: number, b: number): Promise<CompareResult["data"]> {
  const entries = pairEntries(done);
  const data: CompareResult["data"] = [];
  for (const task of pairTasks(done.prepared.plan.tasks, a, b)) data.push((await entries(task)).entry);
  return data;
}

function pairTasks(tasks: Done["prepared"]["plan"]["tasks"], a: number, b: number): readonly PairTask[] {
  return tasks.filter((task): task is PairTask => task.kind === "pair" && task.a === a && task.b === b);
}

function pairEntries({ prepared, values }: Done): (task: PairTask) => Promise<PairEntry> {
  const alive = prepared.facts.flatMap((facts) => ("failure" in facts ? [] : [facts.place]));
  const made = new PairEntries(prepared.context, values.ofStore());
  return async (task) => made.of(task, await values.pair(task), [alive.indexOf(task.a), alive.indexOf(task.b)]);
}

function onData({ entry, angle, gains }: PairEntry): StudyPairOnData {
  const { static: still, sparsity } = entry;
  return {
    ...entry,
    static: { representation: still.representation, layers: still.layers, angle },
    sparsity: { ...sparsity, gainCorrelations: gains.correlations },
    reasons: {
      ...entry.reasons,
      ...(angle === null ? { "static.angle": entry.reasons["static.representation.cka.score"] ?? NO_ANGLE } : {}),
      ...(gains.correlations?.flat().includes(null) ? { "sparsity.gainCorrelations": NO_CORRELATION } : {}),
    },
  };
}

const NO_ANGLE = "Procrustes' similarity of the penultimate layers is undefined";
const NO_CORRELATION = "one of the two gains is undefined, or the same without any example, as at level 0";

/** Of a name in a path; file systems take 255 of a folder, and two names and a number make one. */
const MOST_BYTES = 100;

/** A model's name as a part of a path. */
function plain(name: string): string {
  let part = "";
  for (const character of name.replace(/[^\p{L}\p{N}._-]+/gu, "_")) {
    if (Buffer.byteLength(part + character) > MOST_BYTES) break;
    part += character;
  }
  return part || "_";
}

function freeFolder(wanted: string, taken: Set<string>): string {
  let folder = wanted;
  for (let i = 2; taken.has(folder.toLowerCase()); i++) folder = `${wanted}-${i}`;
  taken.add(folder.toLowerCase());
  return `pairs/${folder}/results.json`;
}
