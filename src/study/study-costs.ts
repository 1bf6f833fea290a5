import { availableParallelism } from "node:os";
import { type HubMissing, hubMissing } from "../data/hub/hub-missing.js";
import { modelNames } from "./model-names.js";
import type { Task } from "./plan/task.js";
import type { StudyOptions } from "./study.js";
import type { StudyFile } from "./study-file.js";
import { latencyOf } from "./tasks/latency.js";
import { type OpenedModels, openedModels } from "./tasks/opened-models.js";
import { type PreparedStudy, prepareStudy } from "./tasks/prepare-study.js";
import { type Workshop, workshop } from "./tasks/workshop.js";

/** What a study would do. */
export interface StudyCosts {
  readonly models: number;
  readonly data: number;
  /** Work by its kind, in the order in which it is done. */
  readonly kinds: readonly KindCosts[];
  /** Models that cannot be opened or, where networks are timed, not be run. */
  readonly failures: readonly { readonly name: string; readonly failure: string }[];
  /** Models whose files are still on the hub: what of them would be downloaded. The work that they make is not counted. */
  readonly fetches: readonly (HubMissing & { readonly name: string })[];
  /** Seconds that the networks would run, by the time that each takes for one image; `null` where they were not timed. */
  readonly seconds: number | null;
}

interface KindCosts {
  readonly kind: Task["kind"];
  readonly tasks: number;
  readonly stored: number;
  /** Images to be run, and those of them that are left. */
  readonly images: number;
  readonly imagesLeft: number;
}

/**
 * Plans a study and looks up what is stored of it. Nothing is written, and no network is downloaded.
 *
 * @param options.timed - whether each network runs a few images, to tell how long the rest would take.
 */
export async function studyCosts(
  study: StudyFile,
  options: StudyOptions & { readonly timed?: boolean },
): Promise<StudyCosts> {
  const { fetches, file } = await withoutFetches(study, options.signal);
  const onOpening = (what: string) => options.onProgress?.({ done: 0, total: 1, what });
  const prepared = await prepareStudy(file, { ...options, onOpening });
  try {
    const { context, facts, plan, store } = prepared;
    const left: Task[] = [];
    const counts = new Map<Task["kind"], KindCosts>();
    for (const task of plan.tasks) {
      const isStored = await store.has(task.key);
      if (!isStored) left.push(task);
      const { kind, images } = task;
      const before = counts.get(kind) ?? { kind, tasks: 0, stored: 0, images: 0, imagesLeft: 0 };
      counts.set(kind, {
        kind,
        tasks: before.tasks + 1,
        stored: before.stored + Number(isStored),
        images: before.images + images,
        imagesLeft: before.imagesLeft + (isStored ? 0 : images),
      });
    }
    const known = facts.flatMap((one, place) => ("failure" in one ? [[place, one.failure] as const] : []));
    const timed = options.timed ? await timeOf(prepared, left, options) : { seconds: null, failures: [] };
    const failures = [...known, ...timed.failures].sort(([one], [other]) => one - other);
    return {
      models: study.models.length,
      data: context.datasets.length,
      kinds: [...counts.values()],
      failures: failures.map(([place, failure]) => ({ name: context.models[place]?.name ?? "", failure })),
      fetches,
      seconds: timed.seconds,
    };
  } finally {
    await prepared.close();
  }
}

/** The study without the models that would have to be downloaded first; those that the hub does not know fail later. */
async function withoutFetches(study: StudyFile, signal: AbortSignal | undefined) {
  const names = modelNames(study.models);
  const fetches: StudyCosts["fetches"][number][] = [];
  for (const [i, { model, texts }] of study.models.entries()) {
    const found = [];
    for (const spec of [model, texts?.text])
      found.push(spec === undefined ? null : await hubMissing(spec, signal).catch(() => null));
    const missing = found.filter((one) => one !== null);
    if (missing.length === 0) continue;
    const bytes = missing.reduce((sum, one) => sum + one.bytes, 0);
    fetches.push({ name: names[i] ?? "", files: missing.flatMap(({ files }) => files), bytes });
  }
  const isHere = (name: string) => !fetches.some((one) => one.name === name);
  return { fetches, file: { ...study, models: study.models.filter((_, i) => isHere(names[i] ?? "")) } };
}

/** How long the networks of some tasks would run, on so many cores, and the places of models that cannot be run. */
async function timeOf({ context }: PreparedStudy, tasks: readonly Task[], options: StudyOptions) {
  const shop = workshop({ signal: options.signal });
  try {
    const opened = openedModels(shop, context);
    const latencies = new Map<number, number | string>();
    let milliseconds = 0;
    for (const task of tasks) {
      if (task.images === 0) continue;
      options.signal?.throwIfAborted();
      const model = "model" in task ? task.model : "a" in task ? task.a : 0;
      const latency = latencies.get(model) ?? (await latencyOrFault(shop, opened, model, options.signal));
      latencies.set(model, latency);
      if (typeof latency === "number") milliseconds += latency * task.images;
    }
    return {
      seconds: milliseconds / 1000 / Math.max(1, options.threads ?? availableParallelism()),
      failures: [...latencies].flatMap(([place, known]) =>
        typeof known === "string" ? [[place, known] as const] : [],
      ),
    };
  } finally {
    await shop.close();
  }
}

/** Milliseconds an image, or why the model cannot be run. */
async function latencyOrFault(shop: Workshop, opened: OpenedModels, model: number, signal: AbortSignal | undefined) {
  try {
    return (await latencyOf(shop, await opened.tapped(model))).best;
  } catch (error) {
    signal?.throwIfAborted();
    return (error as Error).message;
  }
}

/** The costs in a sentence. */
export function explained({ models, data, kinds, fetches, seconds }: StudyCosts): string {
  const [tasks, stored] = [kinds.reduce((sum, of) => sum + of.tasks, 0), kinds.reduce((sum, of) => sum + of.stored, 0)];
  const left = kinds.reduce((sum, of) => sum + of.imagesLeft, 0);
  const bytes = fetches.reduce((sum, one) => sum + one.bytes, 0);
  const first =
    fetches.length === 0
      ? ""
      : `${fetches.flatMap(({ files }) => files).join(", ")} would be downloaded first (${(bytes / 1e6).toFixed(1)} MB at least); what ${fetches.map(({ name }) => name).join(", ")} would cost is not counted. `;
  const what = `${first}${counted(models, "model")} on ${counted(data, "data set")}: ${counted(tasks, "task")}, ${stored} of them stored; ${left.toLocaleString("en-US")} images are left to be run.`;
  if (seconds === null) return `${what} --dry-run says how long they would take.`;
  return `${what} The networks would run for about ${Math.ceil(seconds)} s; preparing images and measuring come on top.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
