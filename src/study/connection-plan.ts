import { chosen } from "../data/chosen.js";
import type { Dataset } from "../data/dataset.js";
import { limitedRows } from "../data/limited.js";
import type { OnnxModel } from "../onnx/model.js";
import { ownParameters } from "../onnx/own-parameters.js";
import { type ParameterPair, pairParameters } from "../onnx/pair-parameters.js";
import type { Model } from "../runtime/open-model.js";
import { calibrationSplit } from "./calibration.js";
import type { Both } from "./pair.js";
import type { Settings } from "./settings.js";

/** What is to be evaluated between two networks, as far as the files say before any runs. */
export interface ConnectionPlan {
  /** B's share at each point, from 0 to 1. */
  readonly alphas: readonly number[];
  /** The two graphs in which every parameter is a tensor of its own. */
  readonly graphs: Both<OnnxModel>;
  /** The parameters that are interpolated; none where no data set is to be evaluated. */
  readonly pairs: readonly ParameterPair[];
  /** One entry a data set: the examples to evaluate, or why none. */
  readonly parts: readonly ConnectionPart[];
  /** How B's units are to be brought into A's order, or why they are not. */
  readonly alignment: PlannedAlignment;
  /** Why what lies between is not to be repaired; `null` where it is. */
  readonly repair: { readonly reason: string | null };
  /** Images to match activations and to take statistics with, where something needs them. */
  readonly calibration: Dataset | null;
  /** Images in all, over all points and paths, those of the calibration included. */
  readonly images: number;
}

/** The examples of a data set that are evaluated along the path. */
export interface EvaluatedPart {
  readonly dataset: Dataset;
  /** Where they are in the whole data set. */
  readonly rows: Int32Array;
  readonly reason: null;
}

type ConnectionPart = EvaluatedPart | { readonly dataset: null; readonly reason: string };

type PlannedAlignment =
  | { readonly method: "weights" | "activations"; readonly reason: null }
  | { readonly method: null; readonly reason: string };

type Asked = Pick<Settings, "connect" | "points" | "connectLimit" | "seed"> & {
  readonly align: Settings["align"] | "none";
};

/**
 * Plans the path between two networks: pairs their parameters and says on which data sets it can be walked.
 *
 * @param datasets - not closed here; of each as many examples are taken as the settings say.
 * @param given - images to align and repair with; else some of the first data set's are set aside where they are needed.
 */
export async function connectionPlan(
  models: Both<Model>,
  datasets: readonly Dataset[],
  asked: Asked,
  given: Dataset | null = null,
): Promise<ConnectionPlan> {
  const alphas = evenAlphas(asked.points);
  const graphs = { a: ownParameters(models.a.onnx), b: ownParameters(models.b.onnx) };
  const { pairs, reason } = asked.connect === "none" ? { pairs: null, reason: "not asked for" } : pairing(graphs);
  const { alignment, repair, calibration, rows } = await planCalibration(models, datasets[0], asked, given);
  const parts = datasets.map((dataset, d): ConnectionPart => {
    const why = pairs === null ? reason : dataReason(models, dataset);
    if (why !== null) return { dataset: null, reason: why };
    return partOf(dataset, d === 0 ? rows : null, asked.connectLimit);
  });
  const evaluated = parts.reduce((sum, part) => sum + (part.dataset?.n ?? 0), 0);
  const images = evaluated === 0 ? 0 : imagesIn(evaluated, alphas.length, { alignment, repair, calibration });
  return { alphas, graphs, pairs: pairs ?? [], parts, alignment, repair, calibration, images };
}

/** The data sets that paths are walked on. */
export function evaluatedOn({ parts }: Pick<ConnectionPlan, "parts">): readonly Dataset[] {
  return parts.flatMap(({ dataset }) => dataset ?? []);
}

type Calibrated = Pick<ConnectionPlan, "alignment" | "repair" | "calibration">;

/** All images that are run: of each path at every point, and those of the calibration as often as they are needed. */
function imagesIn(evaluated: number, points: number, { alignment, repair, calibration }: Calibrated): number {
  const paths = 1 + (alignment.method === null ? 0 : 1) + (repair.reason === null ? 1 : 0);
  const matching = alignment.method === "activations" ? 2 : 0;
  const repairing = repair.reason === null ? points + 2 : 0;
  return evaluated * points * paths + (matching + repairing) * (calibration?.n ?? 0);
}

interface Split extends Calibrated {
  /** The first data set without the examples that calibrate, and where those left are; `null` where none is set aside. */
  readonly rows: Pick<EvaluatedPart, "dataset" | "rows"> | null;
}

async function planCalibration(
  models: Both<Model>,
  dataset: Dataset | undefined,
  asked: Asked,
  given: Dataset | null,
): Promise<Split> {
  const repairs = asked.connect === "repaired";
  const method = repairs || asked.connect === "aligned" ? asked.align : "none";
  const needs = repairs || method === "activations";
  const found = needs ? await calibrationFrom(models, dataset, asked.seed, given) : NO_IMAGES;
  const repair = { reason: repairs ? null : "not asked for" };
  if (typeof found === "string") {
    const alignment = plannedAlignment(method, found);
    return { alignment, repair: { reason: repair.reason ?? found }, ...NO_IMAGES };
  }
  return { alignment: plannedAlignment(method, null), repair, ...found };
}

const NO_IMAGES = { calibration: null, rows: null };

/** The images that were given, else some that are set aside; or why there are none. */
async function calibrationFrom(
  models: Both<Model>,
  dataset: Dataset | undefined,
  seed: number,
  given: Dataset | null,
): Promise<Pick<Split, "calibration" | "rows"> | string> {
  if (given !== null) return preprocessReason(models, given) ?? { calibration: given, rows: null };
  if (dataset === undefined) return NO_IMAGES;
  const split = await calibrationSplit(dataset, seed);
  if (typeof split === "string") return split;
  return { calibration: split.calibration, rows: { dataset: split.evaluated, rows: split.rows } };
}

/** @param missing - why there are no images to match activations with. */
function plannedAlignment(method: Asked["align"], missing: string | null): PlannedAlignment {
  if (method === "none") return { method: null, reason: "not asked for" };
  return method === "weights" || missing === null ? { method, reason: null } : { method: null, reason: missing };
}

function partOf(dataset: Dataset, left: Split["rows"], limit: number | null): EvaluatedPart {
  const whole = left ?? { dataset, rows: Int32Array.from({ length: dataset.n }, (_, i) => i) };
  const { n, labels } = whole.dataset;
  // The first of a mixed set are of all classes already; those of a sorted one would be of one class.
  const taken = limitedRows({ n, labels: labels !== null && ascends(labels) ? labels : null }, limit ?? n);
  const rows = Int32Array.from(taken, (row) => whole.rows[row] ?? 0);
  return { dataset: chosen(whole.dataset, taken), rows, reason: null };
}

function ascends(labels: Int32Array): boolean {
  return labels.every((label, i) => label >= (labels[i - 1] ?? 0));
}

type PairsOrReason =
  | { readonly pairs: readonly ParameterPair[]; readonly reason: null }
  | { readonly pairs: null; readonly reason: string };

function pairing({ a, b }: Both<OnnxModel>): PairsOrReason {
  const { pairs, reason } = pairParameters(a, b);
  return pairs === null ? { pairs, reason: reason ?? "their parameters do not pair" } : { pairs, reason: null };
}

/** B's shares of equal steps, exactly 0 and 1 at the ends. */
function evenAlphas(points: number): readonly number[] {
  return Array.from({ length: points }, (_, k) => k / (points - 1));
}

function dataReason(models: Both<Model>, dataset: Dataset): string | null {
  if (dataset.labels === null) return `no usable labels: ${dataset.name} has no labels`;
  return preprocessReason(models, dataset);
}

function preprocessReason({ a, b }: Both<Model>, { images }: Dataset): string | null {
  const [ofA, ofB] = [a, b].map(({ preprocess }) => JSON.stringify(preprocess.config));
  if (images.kind === "float32" || ofA === ofB) return null;
  return "the two models preprocess images differently, so no preprocessing is right for a network between them";
}
