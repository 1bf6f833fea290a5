import type { Dataset } from "../data/dataset.js";
import type { FoundPreprocess } from "../data/find-preprocess.js";
import { withMetadata } from "../onnx/with-metadata.js";
import type { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { evaluate, type RunOptions, tappedGraph } from "../runtime/evaluate.js";
import type { Model } from "../runtime/open-model.js";
import { type Response, responseOf, responseTensors } from "../runtime/response.js";
import { type TappedModel, tapModel } from "../runtime/tapped-model.js";
import type { Connected } from "../sides/functional/connectivity.js";
import { version } from "../version.js";
import { sharedImages } from "./calibration.js";
import { classifiersOf } from "./classifier-of.js";
import { connect } from "./connect.js";
import type { ConnectOptions, Wish } from "./connect-options.js";
import { type ConnectResult, connectResultSchema } from "./connect-result.js";
import { type ConnectionPlan, evaluatedOn } from "./connection-plan.js";
import { type LabelRules, labelsOf, ofOneClassifier } from "./labels.js";
import { midpointOrigin, midpointWarnings } from "./midpoint.js";
import type { Both } from "./pair.js";
import { ProgressCount } from "./progress-count.js";
import { SCHEMA } from "./results.js";
import { textHeads } from "./text-heads.js";
import { refuseUnconnected, refuseUnmet } from "./unconnected.js";
import { calibrationWarnings, dataWarnings, labelWarnings, preprocessWarnings, textWarnings } from "./warnings.js";

/** How two networks are connected, and the network halfway. */
export interface ConnectedModels {
  readonly result: ConnectResult;
  /**
   * A's graph with the mean of the two networks' parameters, aligned and repaired as `result.lmcCurve` says: the bytes of an
   * ONNX file; `null` where it was not asked for.
   */
  readonly midpoint: Uint8Array | null;
  /** A's, by which the network halfway is to be fed too. */
  readonly preprocess: FoundPreprocess;
}

/** What is open while two networks are connected. */
export interface Opened {
  readonly models: Both<Model>;
  readonly dataset: Dataset;
  readonly calibration: Dataset | null;
  readonly engine: Engine;
  readonly compute: ComputeThread;
}

/** Walks the paths of a plan. */
export async function connectOpened(
  { models, dataset, calibration, engine, compute }: Opened,
  plan: ConnectionPlan,
  rules: LabelRules,
  options: ConnectOptions,
  wish: Wish,
): Promise<ConnectedModels> {
  const shared = await sharedImages(plan.calibration, evaluatedOn(plan));
  const again = keptRepair(options, plan);
  const progress = new ProgressCount(options.onProgress, plan.images + 2 * dataset.n + again);
  const run = { batch: options.batch, signal: options.signal, onExamples: (count: number) => progress.add(count) };
  const tapped = await tapBoth(engine, models, dataset, options);
  const ends = { a: await endOf(engine, tapped.a, dataset, run), b: await endOf(engine, tapped.b, dataset, run) };
  const labels = {
    a: labelsOf([dataset], classifiersOf(tapped.a, ends.a), rules.a),
    b: labelsOf([dataset], classifiersOf(tapped.b, ends.b), rules.b),
  };
  const pair = { ...tapped, engine, compute, run };
  const { seed } = wish.settings;
  const { entries, networkAt, warnings } = await connect(pair, plan, ends, ofOneClassifier(labels), seed, progress);
  const found = known(entries[0], models);
  refuseUnmet(wish, found.reasons, models);
  const read = found.nCalibration > 0 ? calibration : null;
  if (found.lmcCurve !== "repaired") progress.drop(again);
  const result = connectResultSchema.parse({
    ...found,
    schema: SCHEMA,
    models: { a: nameOf(models.a), b: nameOf(models.b) },
    data: { name: dataset.name, sampleHash: dataset.sampleHash },
    warnings: [
      ...new Set([
        ...preprocessWarnings(models, [dataset, read]),
        ...dataWarnings([dataset, calibration]),
        ...textWarnings(tapped),
        ...labelWarnings([...labels.a, ...labels.b], false),
        ...shared,
        ...calibrationWarnings(options.calibration, read),
        ...warnings,
        ...(found.reasons.lmcCurve === undefined ? [] : [found.reasons.lmcCurve]),
        ...(options.midpoint === true ? midpointWarnings(models, found, wish.path) : []),
      ]),
    ],
    provenance: { trisim: version(), runtime: engine.name, node: process.version, seed, command: null },
  });
  const { preprocess } = models.a;
  if (options.midpoint !== true || networkAt === null) return { result, midpoint: null, preprocess };
  const halfway = await networkAt(found.lmcCurve, 0.5);
  return { result, midpoint: withMetadata(halfway, midpointOrigin(models, result)), preprocess };
}

async function tapBoth(
  engine: Engine,
  models: Both<Model>,
  dataset: Dataset,
  options: ConnectOptions,
): Promise<Both<TappedModel>> {
  const heads = await textHeads(engine, models, [dataset], options.texts, options);
  return {
    a: await tapModel(engine, models.a, dataset, [], "mean", heads.a),
    b: await tapModel(engine, models.b, dataset, [], "mean", heads.b),
  };
}

function known(entry: Connected | undefined, models: Both<Model>) {
  if (entry?.connectivity != null) return entry.connectivity;
  refuseUnconnected(entry?.reason ?? "not computed", models);
  throw new RangeError("connectModels: nothing was walked");
}

/** Images that are run once more where the network halfway is repaired to be kept. */
function keptRepair({ midpoint = false }: ConnectOptions, { repair, calibration }: ConnectionPlan): number {
  return midpoint && repair.reason === null ? (calibration?.n ?? 0) : 0;
}

/** What a network gives as it is. */
async function endOf(
  engine: Engine,
  tapped: TappedModel,
  dataset: Dataset,
  run: RunOptions,
): Promise<readonly Response[]> {
  const tensors = responseTensors(tapped);
  const graph = tappedGraph(tapped, tensors);
  const all = await evaluate(engine, tapped, graph, tensors, [dataset], run);
  return all.map((outputs) => responseOf(tapped, outputs));
}

function nameOf({ name, sha256, hub }: Model) {
  return { name, sha256, hub };
}
