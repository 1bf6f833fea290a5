import { isArrayFile } from "../data/array-file.js";
import type { Dataset } from "../data/dataset.js";
import { type CkaLeaveOneOut, ckaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { MatrixThread } from "../runtime/matrix-thread.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { releaseBytes } from "../runtime/release-bytes.js";
import { setAside } from "../runtime/set-aside.js";
import { type TappedModel, tapModel } from "../runtime/tapped-model.js";
import type { ZeroShotHead } from "../runtime/zero-shot-head.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import { type Answers, actingOn } from "./acting.js";
import { sharedImages } from "./calibration.js";
import { classifiersOf } from "./classifier-of.js";
import { type CompareOptions, type Settings, settingsOf } from "./compare-options.js";
import { compareSaved } from "./compare-saved.js";
import { imagesIn, openCalibration, openDatasets, pruningImages } from "./comparison-images.js";
import { connect } from "./connect.js";
import { type ConnectionPlan, connectionPlan, evaluatedOn } from "./connection-plan.js";
import { dataEntry, type NamedLayers } from "./data-entry.js";
import { type Dense, densePass } from "./dense-pass.js";
import { type LabelRules, labelRules, labelsOf, ofOneClassifier } from "./labels.js";
import { type LevelPruner, levelPruner, pruningGap } from "./level-pruner.js";
import { measurePair } from "./measure-pair.js";
import { modelEntry } from "./model-entry.js";
import { type Both, type Pair, pick } from "./pair.js";
import { probeSplits } from "./probe-splits.js";
import { ProgressCount } from "./progress-count.js";
import { provenance } from "./provenance.js";
import { pruningSweep } from "./pruning-sweep.js";
import { type CompareResult, compareResultSchema, type DataEntry, SCHEMA } from "./results.js";
import { folderStore, noStore, type Store } from "./store.js";
import { textHeads } from "./text-heads.js";
import {
  calibrationWarnings,
  dataWarnings,
  labelWarnings,
  planWarnings,
  preprocessWarnings,
  storeWarnings,
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
    const pruneWith = pruningImages(datasets, settings, calibration);
    const store = options.store === undefined ? noStore : folderStore(options.store, options.fresh);
    const splits = probeSplits(datasets, settings);
    const plan = connectionPlan(models, datasets, settings, calibration);
    const shared = await sharedImages(plan.calibration && calibration, evaluatedOn(plan));
    const images = 2 * (settings.levels.length * imagesIn(datasets) + (pruneWith?.n ?? 0)) + plan.images;
    const progress = new ProgressCount(options.onProgress, images);
    const run = { batch: options.batch, signal: options.signal, onExamples: (count: number) => progress.add(count) };
    const heads = await textHeads(engine, models, datasets, options.texts, options);
    const tapped = await tapBoth(engine, models, heads, datasets, settings);
    const pair: Pair = { ...tapped, datasets, engine, compute, matrices, run };
    const entries = { a: modelEntry(pair.a), b: modelEntry(pair.b) };
    const { data, assumptions } = await threeSides(
      pair,
      { connection: plan, splits, calibration: pruneWith, store },
      rules,
      settings,
      progress,
    );
    return compareResultSchema.parse({
      schema: SCHEMA,
      models: entries,
      data,
      warnings: [
        ...new Set([
          ...preprocessWarnings(models, datasets),
          ...dataWarnings([...datasets, calibration]),
          ...textWarnings(pair),
          ...assumptions,
          ...shared,
          ...(settings.prune === "wanda" ? [] : calibrationWarnings(options.calibration, plan)),
          ...data.flatMap(planWarnings),
          ...temperatureWarnings(datasets, settings),
        ]),
      ],
      provenance: provenance(engine.name, settings, options, startedAt),
    });
  } finally {
    await compute.close();
    await matrices.close();
    await engine.close();
    await Promise.all([...datasets, calibration].map((dataset) => dataset?.close()));
  }
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
    a: await tapModel(engine, models.a, first.images, layers.a, pool, heads.a),
    b: await tapModel(engine, models.b, first.images, layers.b, pool, heads.b),
  };
}

/** What is known of a comparison before anything is run. */
interface Plans {
  readonly connection: ConnectionPlan;
  /** One entry a data set. */
  readonly splits: ReturnType<typeof probeSplits>;
  /** Images that pruning is calibrated with, where the method needs them. */
  readonly calibration: Dataset | null;
  readonly store: Store;
}

/** The three sides on every data set, and what had to be taken for granted on the way. */
async function threeSides(pair: Pair, plans: Plans, rules: LabelRules, settings: Settings, progress: ProgressCount) {
  progress.now("ranking weights");
  const pruning = await pruningOf(pair, plans.calibration, settings);
  progress.now("evaluating the dense models");
  const dense = { a: await densePass(pair, pair.a, pair.datasets), b: await densePass(pair, pair.b, pair.datasets) };
  const answers = { a: answersOf(pair, "a", dense.a, rules.a), b: answersOf(pair, "b", dense.b, rules.b) };
  const labels = { a: answers.a.labels, b: answers.b.labels };
  const { entries: path, warnings } = await connect(
    pair,
    plans.connection,
    dense,
    ofOneClassifier(labels),
    settings.seed,
    progress,
  );
  if (settings.probe) progress.now("fitting probes");
  const read = await actingOn(pair, answers, plans.splits, settings.seed);
  const readings = read.map((one) => one.readings);
  const { pruners } = pruning;
  const sweep = pruners && { dense, readings, store: plans.store, pruners };
  const sweeps = sweep && (await pruningSweep(pair, sweep, settings, progress));
  // Nothing is run any more, and measuring takes memory of its own.
  releaseBytes([pair.a.model, pair.b.model]);
  progress.now("measuring the sides");
  const named = { a: namedLayers(pair.a), b: namedLayers(pair.b) };
  const data: DataEntry[] = [];
  for (const [d, found] of read.entries()) {
    const role = d === 0 ? "id" : "ood";
    const connected = path[d] ?? { connectivity: null, reason: "not computed" };
    const { dataset, acting, readings } = found;
    const both = pick(dense, d);
    const measured = await measurePair(pair, { dataset, dense: both, acting, connected }, settings);
    const levels = sweeps?.[d] ?? [];
    const swept = pruners === null ? pruning : { levels, readings, nCalibration: pruning.nCalibration };
    const without = levels[0]?.pair.cross ?? (await withoutEach(pair, both));
    data.push(await dataEntry(named, { dataset, role, ...measured, without, swept }, settings));
  }
  return {
    data,
    assumptions: [
      ...labelWarnings([...labels.a, ...labels.b], settings.probe),
      ...warnings,
      ...pruning.notes,
      ...storeWarnings(plans.store),
    ],
  };
}

type Pruning = { readonly notes: readonly string[] } & (
  | { readonly pruners: Both<LevelPruner>; readonly nCalibration: Both<number> }
  | { readonly pruners: null; readonly unpruned: string }
);

/** What prunes the two, or why neither is: one of them cannot be. */
async function pruningOf(pair: Pair, calibration: Dataset | null, settings: Settings): Promise<Pruning> {
  const gaps = [pair.a, pair.b].flatMap(({ model }) => pruningGap(model.onnx, settings) ?? []);
  const [unpruned] = gaps;
  if (unpruned !== undefined) return { pruners: null, unpruned, notes: gaps };
  const a = await levelPruner(pair, pair.a, settings, calibration);
  const b = await levelPruner(pair, pair.b, settings, calibration);
  const nCalibration = { a: a.nCalibration, b: b.nCalibration };
  return { pruners: { a, b }, nCalibration, notes: [...a.notes, ...b.notes] };
}

function withoutEach({ compute }: Pair, { a, b }: Both<Dense>): Promise<CkaLeaveOneOut> {
  return compute.run(ckaLeaveOneOut, "measures/cka-leave-one-out", a.penultimate, b.penultimate);
}

function namedLayers({ model, layers, penultimate }: TappedModel): NamedLayers {
  return { name: model.name, layers, penultimate };
}

function answersOf(pair: Pair, side: "a" | "b", dense: readonly Dense[], rule: LabelRule | null): Answers {
  const classifiers = classifiersOf(pair[side], dense);
  return { dense, classifiers, labels: labelsOf(pair.datasets, classifiers, rule) };
}
