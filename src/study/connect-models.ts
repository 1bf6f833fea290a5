import { availableParallelism } from "node:os";
import { z } from "zod";
import type { Dataset } from "../data/dataset.js";
import type { FoundPreprocess } from "../data/find-preprocess.js";
import { openDataset } from "../data/open-dataset.js";
import { TrisimError } from "../errors.js";
import { withMetadata } from "../onnx/with-metadata.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { evaluate, type RunOptions, tappedGraph } from "../runtime/evaluate.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { type Response, responseOf, responseTensors } from "../runtime/response.js";
import { setAside } from "../runtime/set-aside.js";
import { type TappedModel, tapModel } from "../runtime/tapped-model.js";
import type { Connected } from "../sides/functional/connectivity.js";
import { version } from "../version.js";
import { checkCalibration, sharedImages } from "./calibration.js";
import { classifiersOf } from "./classifier-of.js";
import { type CompareOptions, settingsOf } from "./compare-options.js";
import { connect } from "./connect.js";
import { type ConnectionPlan, connectionPlan, evaluatedOn } from "./connection-plan.js";
import { labelRules, labelsOf, ofOneClassifier } from "./labels.js";
import { midpointOrigin, midpointWarnings } from "./midpoint.js";
import type { Both } from "./pair.js";
import { ProgressCount } from "./progress-count.js";
import { connectivity } from "./results/functional-side.js";
import { command, hubOrigin, SCHEMA } from "./results.js";
import { textHeads } from "./text-heads.js";
import { calibrationWarnings, dataWarnings, labelWarnings, preprocessWarnings, textWarnings } from "./warnings.js";

/** What `trisim connect` takes of the options of a comparison, and how B is aligned: not at all unless that is given. */
export interface ConnectOptions
  extends Pick<
    CompareOptions,
    | ("calibration" | "points" | "preprocess" | "texts" | "labelMap" | "labelOffset")
    | ("limit" | "skipCorrupt" | "batch" | "threads")
    | ("seed" | "onProgress" | "signal")
  > {
  /** The data set to walk on, as `kind:path`. */
  readonly data: string;
  readonly align?: "none" | "weights" | "activations" | undefined;
  /** Whether the statistics of the networks between are set right, along the aligned path or else the naive one. */
  readonly repair?: boolean | undefined;
  /** Whether the network halfway is made too. */
  readonly midpoint?: boolean | undefined;
}

/** The published shape of a connection: `trisim connect --json`. */
export const connectResultSchema = connectivity.extend({
  schema: z.literal(SCHEMA),
  models: z.object({
    a: z.object({ name: z.string(), sha256: z.string(), hub: hubOrigin.nullable() }),
    b: z.object({ name: z.string(), sha256: z.string(), hub: hubOrigin.nullable() }),
  }),
  data: z.object({ name: z.string(), sampleHash: z.string() }),
  warnings: z.array(z.string()),
  provenance: z.object({ trisim: z.string(), runtime: z.string(), node: z.string(), seed: z.number(), command }),
});

export type ConnectResult = z.infer<typeof connectResultSchema>;

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

/**
 * Walks the straight line between the weights of two networks of one architecture, as they are and once B is aligned.
 *
 * @param a - an ONNX file, or a name as `openModel` takes it; so is `b`.
 * @throws RangeError for options that make no sense; TrisimError for what files contain, "unsupported" naming the place where
 *   the two do not fit; the signal's reason once it is aborted.
 */
export async function connectModels(a: string, b: string, options: ConnectOptions): Promise<ConnectedModels> {
  const { align = "none", repair = false } = options;
  const to = repair ? "repaired" : align === "none" ? "naive" : "aligned";
  const settings = settingsOf({ ...options, connect: to, align: align === "none" ? undefined : align });
  const models = {
    a: await openModel(a, options.preprocess?.a, options),
    b: await openModel(b, options.preprocess?.b, options),
  };
  // A is looked at first.
  setAside(models.b.onnx);
  const rules = await labelRules(options);
  const { limit, skipCorrupt, signal } = options;
  const dataset = await openDataset(options.data, { limit, skipCorrupt, signal });
  const engine = nodeEngine(options.threads ?? availableParallelism());
  const compute = new ComputeThread(options.signal);
  let calibration: Dataset | null = null;
  try {
    calibration = await openCalibration(options);
    const plan = connectionPlan(models, [dataset], { ...settings, align }, calibration);
    refuse(plan.parts[0]?.reason ?? null, models);
    refuseUnmet({ align, repair }, { aligned: plan.alignment.reason, repaired: plan.repair.reason }, models);
    const calibrating = calibration ?? plan.calibration;
    if (calibrating !== null) await checkCalibration(calibrating);
    const shared = await sharedImages(plan.calibration, evaluatedOn(plan));
    const again = keptRepair(options, plan);
    const progress = new ProgressCount(options.onProgress, plan.images + 2 * dataset.n + again);
    const run = { batch: options.batch, signal: options.signal, onExamples: (count: number) => progress.add(count) };
    const heads = await textHeads(engine, models, [dataset], options.texts, options);
    const tapped = {
      a: await tapModel(engine, models.a, dataset.images, [], "mean", heads.a),
      b: await tapModel(engine, models.b, dataset.images, [], "mean", heads.b),
    };
    const ends = {
      a: await endOf(engine, tapped.a, dataset, run),
      b: await endOf(engine, tapped.b, dataset, run),
    };
    const labels = {
      a: labelsOf([dataset], classifiersOf(tapped.a, ends.a), rules.a),
      b: labelsOf([dataset], classifiersOf(tapped.b, ends.b), rules.b),
    };
    const { entries, networkAt, warnings } = await connect(
      { ...tapped, engine, compute, run },
      plan,
      ends,
      ofOneClassifier(labels),
      settings.seed,
      progress,
    );
    const found = known(entries[0], models);
    refuseUnmet({ align, repair }, found.reasons, models);
    if (found.lmcCurve !== "repaired") progress.drop(again);
    const result = connectResultSchema.parse({
      ...found,
      schema: SCHEMA,
      models: { a: nameOf(models.a), b: nameOf(models.b) },
      data: { name: dataset.name, sampleHash: dataset.sampleHash },
      warnings: [
        ...new Set([
          ...preprocessWarnings(models, [dataset]),
          ...dataWarnings([dataset, calibration]),
          ...textWarnings(tapped),
          ...labelWarnings([...labels.a, ...labels.b], false),
          ...shared,
          ...calibrationWarnings(options.calibration, plan),
          ...warnings,
          ...(options.midpoint === true ? midpointWarnings(found.lmcCurve, to) : []),
        ]),
      ],
      provenance: {
        ...{ trisim: version(), runtime: engine.name, node: process.version },
        ...{ seed: settings.seed, command: null },
      },
    });
    const { preprocess } = models.a;
    if (options.midpoint !== true || networkAt === null) return { result, midpoint: null, preprocess };
    const halfway = await networkAt(found.lmcCurve, 0.5);
    return { result, midpoint: withMetadata(halfway, midpointOrigin(models, result)), preprocess };
  } finally {
    await compute.close();
    await engine.close();
    await Promise.all([dataset.close(), calibration?.close()]);
  }
}

/** Images to align and repair with, where they are given. */
async function openCalibration({ calibration, skipCorrupt, signal }: ConnectOptions): Promise<Dataset | null> {
  return calibration === undefined ? null : openDataset(calibration, { skipCorrupt, signal });
}

function refuse(reason: string | null, { a, b }: Both<Model>): void {
  if (reason !== null) throw new TrisimError("unsupported", `${a.name} and ${b.name} cannot be connected: ${reason}`);
}

/** Images that are run once more where the network halfway is repaired to be kept. */
function keptRepair({ midpoint = false }: ConnectOptions, { repair, calibration }: ConnectionPlan): number {
  return midpoint && repair.reason === null ? (calibration?.n ?? 0) : 0;
}

/** What was asked for and cannot be had is no result. */
function refuseUnmet(
  { align, repair }: { readonly align: string; readonly repair: boolean },
  reasons: Readonly<Record<string, string | null | undefined>>,
  { a, b }: Both<Model>,
): void {
  const unmet = [
    ...(align === "none" ? [] : [["aligned", `--align ${align}`] as const]),
    ...(repair ? [["repaired", "--repair"] as const] : []),
  ];
  for (const [path, flag] of unmet) {
    const reason = reasons[path] ?? null;
    if (reason === null) continue;
    throw new TrisimError("unsupported", `${a.name} and ${b.name} have no ${path} path: ${reason}; or leave ${flag}`);
  }
}

function known(entry: Connected | undefined, models: Both<Model>) {
  if (entry?.connectivity != null) return entry.connectivity;
  refuse(entry?.reason ?? "not computed", models);
  throw new RangeError("connectModels: nothing was walked");
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
