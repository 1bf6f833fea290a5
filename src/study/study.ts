import { availableParallelism } from "node:os";
import type { Progress } from "./compare-options.js";
import { type Lane, localExecutor } from "./local-executor.js";
import { modelsOf, type Task } from "./plan/task.js";
import { ProgressCount } from "./progress-count.js";
import type { StudyResult } from "./results/study.js";
import type { StudyFile } from "./study-file.js";
import { type PreparedStudy, prepareStudy } from "./tasks/prepare-study.js";
import { type Comparison, studyOutcome } from "./tasks/study-outcome.js";
import { survived } from "./tasks/survived.js";
import { type Workshop, workshop } from "./tasks/workshop.js";

/** How a study is run. */
export interface StudyOptions {
  /** A folder where results of tasks are kept, so that a study that was cut short goes on; else memory. */
  readonly store?: string | undefined;
  /** Whether what is there is made anew. */
  readonly fresh?: boolean | undefined;
  /** Tasks at a time, each on one core; as many as there are cores unless given. */
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each task as it ends, with the seconds that it took; those that were stored take hardly any. */
  readonly onTask?: ((kind: Task["kind"], seconds: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A study's result, and the whole comparison of any pair of it. */
export interface FinishedStudy {
  readonly result: StudyResult;
  /** One pair after the other, as they stand in the result. */
  comparisons(): AsyncIterable<Comparison>;
  close(): Promise<void>;
}

/**
 * Compares many models from three sides on every data set, and says what may be concluded.
 *
 * A model that fails is left out, and the result says why.
 *
 * @param file - as `readStudy` gives it.
 * @throws RangeError for options that make no sense; TrisimError for data that cannot be read or a store that cannot be
 * written; the signal's reason once it is aborted.
 */
export async function study(file: StudyFile, options: StudyOptions = {}): Promise<StudyResult> {
  const finished = await runStudy(file, options);
  try {
    return finished.result;
  } finally {
    await finished.close();
  }
}

/**
 * The same as `study`, with the comparisons behind it; to be closed.
 *
 * @throws as `study` does.
 */
export async function runStudy(file: StudyFile, options: StudyOptions = {}): Promise<FinishedStudy> {
  const startedAt = new Date();
  const { onProgress, signal } = options;
  const onOpening = (what: string) => onProgress?.({ done: 0, total: 1, what });
  const prepared = await prepareStudy(file, { ...options, onOpening });
  const lanes = Math.max(1, Math.floor(options.threads ?? availableParallelism()));
  const shops: Workshop[] = [];
  try {
    const progress = new ProgressCount(onProgress, totalOf(prepared));
    const crew = Array.from({ length: lanes }, (): Watched => {
      const counted = { images: 0 };
      const onExamples = (count: number) => {
        counted.images += count;
        progress.add(count);
      };
      const shop = workshop({ batch: file.batch, signal, onExamples });
      shops.push(shop);
      return { shop, counted };
    });
    const settled = await survived(prepared, (values) => {
      const work = crew.map(({ shop, counted }) =>
        timedLane(watchedLane(values.lane(shop), prepared, progress, counted), options.onTask),
      );
      return localExecutor(work, signal);
    });
    progress.now("drawing conclusions");
    const [first] = shops;
    if (first === undefined) throw new RangeError("study: there is no lane");
    const found = await studyOutcome({ file, ...settled, shop: first, startedAt });
    return { ...found, close: prepared.close };
  } catch (error) {
    await prepared.close();
    throw error;
  } finally {
    await Promise.all(shops.map((shop) => shop.close()));
  }
}

/** A workshop, and the images that the task it is at has run. */
interface Watched {
  readonly shop: Workshop;
  readonly counted: { images: number };
}

/** What runs no images counts too, so that the bar moves. */
const LEAST_WEIGHT = 20;

function weightOf({ images }: Task): number {
  return Math.max(images, LEAST_WEIGHT);
}

function totalOf({ plan }: PreparedStudy): number {
  return plan.tasks.reduce((sum, task) => sum + weightOf(task), 0);
}

/** A lane that says what it does; what a task did not run, because it was stored, counts as done. */
function watchedLane(
  lane: Lane,
  { context }: PreparedStudy,
  progress: ProgressCount,
  counted: { images: number },
): Lane {
  return async (task) => {
    const names = modelsOf(task).map((model) => context.models[model]?.name);
    progress.now(`${DOING[task.kind]} ${names.length > 2 ? "all" : names.join(" and ")}`);
    counted.images = 0;
    await lane(task);
    progress.add(Math.max(0, weightOf(task) - counted.images));
  };
}

function timedLane(lane: Lane, onTask: StudyOptions["onTask"]): Lane {
  return async (task) => {
    const started = performance.now();
    await lane(task);
    onTask?.(task.kind, (performance.now() - started) / 1000);
  };
}

const DOING = {
  dense: "evaluating",
  probe: "fitting a probe on",
  pruned: "pruning",
  connection: "walking between",
  layers: "mapping the layers of",
  penultimates: "comparing",
  pair: "comparing",
} as const;
