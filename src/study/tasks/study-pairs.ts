import type { PairTask, Task } from "../plan/task.js";
import type { StudyPair, StudyPairOnData } from "../results/study.js";
import type { CompareResult } from "../results.js";
import type { Done } from "./done.js";
import { PairEntries, type PairEntry } from "./pair-entry.js";

/** Puts the pairs of a study together, one after the other, each data set of it. */
export interface StudyPairs {
  /** The pairs as results describe them. */
  all(failures: readonly (string | null)[]): Promise<StudyPair[]>;
  /** The whole comparison of two models, by their places. */
  whole(a: number, b: number): Promise<CompareResult["data"]>;
}

export function studyPairs(done: Done): StudyPairs {
  const { prepared, values } = done;
  const tasks = tasksByPair(prepared.plan.tasks);
  const alive = prepared.facts.flatMap((facts) => ("failure" in facts ? [] : [facts]));
  const prunable = alive.filter(({ unpruned }) => unpruned === null);
  const made = new PairEntries(prepared.context, values.ofStore());
  const entriesOf = async (a: number, b: number): Promise<readonly PairEntry[]> => {
    const places = { all: placesIn(alive, a, b), pruned: placesIn(prunable, a, b) };
    const entries: PairEntry[] = [];
    for (const task of tasks.get(`${a} ${b}`) ?? []) entries.push(await made.of(task, await values.pair(task), places));
    return entries;
  };
  return {
    async all(failures) {
      const names = prepared.context.models.map(({ name }) => name);
      const failed = failedPairs(done, failures);
      const folders = new Set<string>();
      const pairs: StudyPair[] = [];
      for (const [a, b] of everyTwo(names.length)) {
        const both = { a: names[a] ?? "", b: names[b] ?? "" };
        const failure = failed(a, b);
        const data = failure === null ? (await entriesOf(a, b)).map(onData) : [];
        const comparison = failure === null ? freeFolder(`${plain(both.a)}+${plain(both.b)}`, folders) : null;
        pairs.push({ ...both, comparison, failure, data });
      }
      return pairs;
    },
    whole: async (a, b) => (await entriesOf(a, b)).map(({ entry }) => entry),
  };
}

/** Where two models are among those that a map is of. */
function placesIn(models: readonly { readonly place: number }[], a: number, b: number): readonly [number, number] {
  const at = (model: number) => models.findIndex(({ place }) => place === model);
  return [at(a), at(b)];
}

/** Places of every two models, the first before the second. */
function everyTwo(count: number): readonly (readonly [number, number])[] {
  const places = Array.from({ length: count }, (_, place) => place);
  return places.flatMap((a) => places.slice(a + 1).map((b) => [a, b] as const));
}

/** Why two models are not compared: one of them failed, or what compares them. */
function failedPairs({ outcomes }: Done, failures: readonly (string | null)[]) {
  const failed = new Map<string, string>();
  for (const { task, failure } of outcomes)
    if (task.kind === "pair" && failure !== null) failed.set(`${task.a} ${task.b}`, failure);
  return (a: number, b: number) => failures[a] ?? failures[b] ?? failed.get(`${a} ${b}`) ?? null;
}

/** The tasks of each pair, data set by data set. */
function tasksByPair(tasks: readonly Task[]): ReadonlyMap<string, readonly PairTask[]> {
  const pairs = new Map<string, PairTask[]>();
  for (const task of tasks)
    if (task.kind === "pair") {
      const key = `${task.a} ${task.b}`;
      pairs.set(key, [...(pairs.get(key) ?? []), task]);
    }
  return pairs;
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
