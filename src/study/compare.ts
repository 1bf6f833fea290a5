import { isArrayFile } from "../data/array-file.js";
import type { Dataset } from "../data/dataset.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { MatrixThread } from "../runtime/matrix-thread.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { setAside } from "../runtime/set-aside.js";
import { type TappedModel, tapModel } from "../runtime/tapped-model.js";
import type { ZeroShotHead } from "../runtime/zero-shot-head.js";
import { sharedImages } from "./calibration.js";
import type { CompareOptions } from "./compare-options.js";
import { compareSaved } from "./compare-saved.js";
import { imagesIn, isCalibrated, openCalibration, openDatasets, pruningImages } from "./comparison-images.js";
import { connectionPlan, evaluatedOn } from "./connection-plan.js";
import { type LabelRules, labelRules } from "./labels.js";
import { modelEntry } from "./model-entry.js";
import type { Both, Pair } from "./pair.js";
import { probeSplits } from "./probe-splits.js";
import { ProgressCount } from "./progress-count.js";
import { provenance } from "./provenance.js";
import { type CompareResult, compareResultSchema, SCHEMA } from "./results.js";
import { type Settings, settingsOf } from "./settings.js";
import { folderStore, noStore } from "./store.js";
import { textHeads } from "./text-heads.js";
import { threeSides } from "./three-sides.js";
import {
  calibrationWarnings,
  dataWarnings,
  pathWarnings,
  planWarnings,
  preprocessWarnings,
  temperatureWarnings,
  textWarnings,
} from "./warnings.js";

/**
 * Compares two networks from three sides: how alike they represent, act and take pruning.
 *
 * @param a - a network as `openModel` takes it, or saved activations: `.npy`, `.npz` or `.safetensors`, `#name` for one
 * array of several.
 * @param b - likewise.
 * @returns the result as published: what `results.json` holds. Nothing is written.
 * @throws RangeError for options that make no sense; TrisimError for what files contain; the signal's reason once it is
 * aborted.
 */
export async function compare(a: string, b: string, options: CompareOptions): Promise<CompareResult> {
  if (isArrayFile(a) || isArrayFile(b)) return compareSaved(a, b, options);
  const startedAt = new Date();
  const settings = settingsOf(options);
  const models = {
    a: await openModel(a, options.preprocess?.a, options),
    b: await openModel(b, options.preprocess?.b, options),
  };
  // A is looked at first.
  setAside(models.b.onnx);
  const rules = await labelRules(options);
  const datasets = await openDatasets(options);
  const calibration = await openCalibration(options, settings, datasets);
  const engine = nodeEngine(settings.threads);
  const compute = new ComputeThread(options.signal);
  const matrices = new MatrixThread(settings.threads, options.signal);
  try {
    const opened = { models, datasets, calibration, engine, compute, matrices };
    const entries = await compareOpened(opened, rules, options, settings);
    return compareResultSchema.parse({
      schema: SCHEMA,
      ...entries,
      provenance: provenance(engine.name, settings, options, startedAt),
    });
  } finally {
    await compute.close();
    await matrices.close();
    await engine.close();
    await Promise.all([...datasets, calibration].map((dataset) => dataset?.close()));
  }
}

/** What is open while two networks are compared. */
interface Opened extends Pick<Pair, "datasets" | "engine" | "compute" | "matrices"> {
  readonly models: Both<Model>;
  readonly calibration: Dataset | null;
}

async function compareOpened(
  { models, datasets, calibration, ...threads }: Opened,
  rules: LabelRules,
  options: CompareOptions,
  settings: Settings,
): Promise<Pick<CompareResult, "models" | "data" | "warnings">> {
  const pruneWith = await pruningImages(datasets, settings, calibration);
  const store = options.store === undefined ? noStore : folderStore(options.store, options.fresh);
  const splits = probeSplits(datasets, settings);
  const plan = await connectionPlan(models, datasets, settings, calibration);
  const shared = await sharedImages(plan.calibration && calibration, evaluatedOn(plan));
  const images = 2 * (settings.levels.length * imagesIn(datasets) + (pruneWith?.n ?? 0)) + plan.images;
  const progress = new ProgressCount(options.onProgress, images);
  const run = { batch: options.batch, signal: options.signal, onExamples: (count: number) => progress.add(count) };
  const heads = await textHeads(threads.engine, models, datasets, options.texts, options);
  const tapped = await tapBoth(threads.engine, models, heads, datasets, settings);
  const pair: Pair = { ...tapped, ...threads, datasets, run };
  const entries = { a: modelEntry(pair.a), b: modelEntry(pair.b) };
  const { data, assumptions } = await threeSides(
    pair,
    { connection: plan, splits, calibration: pruneWith, store },
    rules,
    settings,
    progress,
  );
  const read = data.some(isCalibrated) ? calibration : null;
  return {
    models: entries,
    data,
    warnings: [
      ...new Set([
        ...preprocessWarnings(models, [...datasets, read]),
        ...dataWarnings([...datasets, calibration]),
        ...textWarnings(pair),
        ...assumptions,
        ...shared,
        ...calibrationWarnings(options.calibration, read),
        ...data.flatMap(planWarnings),
        ...data.flatMap(pathWarnings),
        ...data.flatMap((entry) => temperatureWarnings(entry, { a: models.a.name, b: models.b.name }, settings)),
      ]),
    ],
  };
}

async function tapBoth(
  engine: Engine,
  models: Both<Model>,
  heads: Both<ZeroShotHead | null>,
  [first]: readonly Dataset[],
  { layers, pool }: Settings,
): Promise<Both<TappedModel>> {
  if (first === undefined) throw new RangeError("compare: there is no data set");
  return {
    a: await tapModel(engine, models.a, first, layers.a, pool, heads.a),
    b: await tapModel(engine, models.b, first, layers.b, pool, heads.b),
  };
}
