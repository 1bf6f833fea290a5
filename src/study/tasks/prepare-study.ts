import type { Dataset } from "../../data/dataset.js";
import { TrisimError } from "../../errors.js";
import { runtimeName } from "../../runtime/node-engine.js";
import { version } from "../../version.js";
import { datasetHash } from "../dataset-hash.js";
import { besidesCka } from "../model-level.js";
import { type PlannedData, type PlannedOptions, type StudyPlan, studyPlan } from "../plan/study-plan.js";
import { probeSplits } from "../probe-splits.js";
import { settingsOf } from "../settings.js";
import { folderStore, memoryStore, type Store } from "../store.js";
import type { StudyFile } from "../study-file.js";
import { type ModelFacts, modelFacts } from "./model-facts.js";
import { modelSources, openStudyData } from "./open-study.js";
import type { StudyContext } from "./study-context.js";

/** What a study needs besides its file. */
export interface PrepareOptions {
  /** A folder where results of tasks are kept; else they are kept in memory. */
  readonly store?: string | undefined;
  /** Whether what is there is made anew. */
  readonly fresh?: boolean | undefined;
  /** Told what is being opened. */
  readonly onOpening?: ((what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A study whose files have been read and whose work is planned. */
export interface PreparedStudy {
  readonly context: StudyContext;
  /** One a model, in their order: what its files say, or why it is left out. */
  readonly facts: readonly (ModelFacts | FailedModel)[];
  /** Of each data set. */
  readonly hashes: readonly string[];
  readonly plan: StudyPlan;
  readonly store: Store;
  /** The same study without some models, by their places, for the reasons given. */
  without(failures: ReadonlyMap<number, string>): PreparedStudy;
  close(): Promise<void>;
}

/** A model that is left out. */
interface FailedModel {
  readonly failure: string;
  /** By the graph, where this could be read. */
  readonly family?: string;
}

/**
 * Opens the data, reads every model once and plans the work. No network is run.
 *
 * @returns to be closed.
 * @throws RangeError for options that make no sense; TrisimError for data that cannot be read, and "unknown-layer" where no model has
 * the layers asked for. A model that cannot be read, or lacks them alone, is no error: the study goes on without it.
 */
export async function prepareStudy(file: StudyFile, options: PrepareOptions): Promise<PreparedStudy> {
  const settings = settingsOfStudy(file);
  const { datasets, calibration } = await openStudyData(file, options.signal);
  const close = async () => {
    await Promise.all([...datasets, calibration].map((dataset) => dataset?.close()));
  };
  try {
    const models = await modelSources(file, datasets);
    const splits = probeSplits(datasets, settings);
    const roles = file.data.map(({ role }, d) => role ?? (d === 0 ? "id" : "ood"));
    const { mapExamples } = file;
    const context: StudyContext = { settings, models, datasets, roles, splits, calibration, mapExamples };
    const hashes: string[] = [];
    for (const dataset of datasets) {
      options.onOpening?.(`reading ${dataset.name}`);
      hashes.push(await datasetHash(dataset, options.signal));
    }
    const calibrationHash = calibration === null ? null : await datasetHash(calibration, options.signal);
    const facts: PreparedStudy["facts"][number][] = [];
    const unknown: TrisimError[] = [];
    for (const [place, source] of models.entries()) {
      options.onOpening?.(`opening ${source.name}`);
      options.signal?.throwIfAborted();
      facts.push(
        await modelFacts(place, context, options.signal).catch((error: Error) => {
          options.signal?.throwIfAborted();
          if (error instanceof TrisimError && error.code === "unknown-layer") unknown.push(error);
          return { failure: error.message };
        }),
      );
    }
    if (unknown.length === models.length)
      throw new TrisimError("unknown-layer", `layers: no model has those asked for; ${unknown[0]?.message}`);
    const data = plannedData(file, context, hashes);
    // Without images of its own, wanda takes some of the first data set.
    const pruningHash = settings.prune === "wanda" ? (calibrationHash ?? hashes[0] ?? null) : null;
    const planned = plannedOptions(file, context, { pruning: pruningHash, path: calibrationHash });
    const store = options.store === undefined ? memoryStore() : folderStore(options.store, options.fresh);
    const plan = (of: PreparedStudy["facts"]) => studyPlan(of.flatMap(aliveOnly), data, planned);
    const modelHashes = facts.map((one) => ("failure" in one ? [] : one.hashes));
    return preparedStudy({ context: { ...context, modelHashes }, hashes, store, close }, facts, plan);
  } catch (error) {
    await close();
    throw error;
  }
}

type Facts = PreparedStudy["facts"];

/** A study with its plan, which is made anew without models that fail. */
function preparedStudy(
  common: Omit<PreparedStudy, "facts" | "plan" | "without">,
  facts: Facts,
  plan: (facts: Facts) => StudyPlan,
): PreparedStudy {
  return {
    ...{ ...common, facts, plan: plan(facts) },
    without(failures) {
      const left = facts.map((one, place) => {
        const failure = failures.get(place);
        return failure === undefined || "failure" in one ? one : { failure, family: one.family };
      });
      return preparedStudy(common, left, plan);
    },
  };
}

function aliveOnly(facts: Facts[number]): readonly ModelFacts[] {
  return "failure" in facts ? [] : [facts];
}

function settingsOfStudy(file: StudyFile): StudyContext["settings"] {
  const { measures, layers, pool, levels, prune, keepHead, leaveDense, sweepMeasures, probe, memory, seed } = file;
  const { calibrateTemperature, connect } = file;
  return settingsOf({
    data: "",
    layers: { a: layers, b: layers },
    ...{
      measures,
      pool,
      levels,
      prune,
      keepHead,
      leaveDense,
      sweepMeasures,
      probe,
      memory,
      seed,
      calibrateTemperature,
    },
    ...{ connect: connect.path, align: connect.align, points: connect.points, connectLimit: connect.limit },
    threads: 1,
  });
}

function plannedData(
  file: StudyFile,
  { datasets, roles, splits }: StudyContext,
  hashes: readonly string[],
): PlannedData[] {
  const { data: wanted } = file.connect;
  const unknown = wanted?.find((name) => !datasets.some((dataset) => dataset.name === name));
  if (unknown !== undefined)
    throw new RangeError(`connect.data: there is no ${unknown}; the data sets are ${datasets.map(nameOf).join(", ")}`);
  return datasets.map((dataset, d) => ({
    identity: { name: dataset.name, role: roles[d], sha256: hashes[d] },
    n: dataset.n,
    connects: wanted === undefined ? roles[d] === "id" : wanted.includes(dataset.name),
    probes: typeof splits[d] !== "string",
  }));
}

function nameOf({ name }: Dataset): string {
  return name;
}

/** @param calibration - hashes of the images that networks are pruned and repaired with. */
function plannedOptions(
  file: StudyFile,
  { settings }: StudyContext,
  calibration: { readonly pruning: string | null; readonly path: string | null },
): PlannedOptions {
  const { pool, prune, keepHead, leaveDense, sweepMeasures, memory, seed, measures, levels } = settings;
  const { connect, align, points, connectLimit, calibrateTemperature } = settings;
  return {
    common: { trisim: version(), runtime: runtimeName() },
    dense: { pool, batch: file.batch ?? null },
    probe: { seed },
    pruned: { prune, keepHead, leaveDense, seed, sweepMeasures, memory, calibration: calibration.pruning },
    connection: { connect, align, points, connectLimit, seed, calibration: calibration.path },
    pair: { measures, sweepMeasures, memory, seed, calibrateTemperature },
    maps: { memory, seed },
    layers: { mapExamples: file.mapExamples },
    sweepsPairs: besidesCka(sweepMeasures).length > 0,
    levels,
    path: { points, times: TIMES[connect], limit: connectLimit },
  };
}

/** How often a path is walked. */
const TIMES = { none: 0, naive: 1, aligned: 2, repaired: 3 } as const;
