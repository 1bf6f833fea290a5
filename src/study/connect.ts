import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude } from "../kernels/vector.js";
import { interpolatedTensors, storedValues } from "../onnx/interpolated.js";
import type { OnnxModel } from "../onnx/model.js";
import { type Variant, variantOf, written } from "../onnx/variant.js";
import { type Repairer, repairer } from "../runtime/repairer.js";
import type { Response } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import {
  type AlignmentNote,
  type BetterPath,
  type Connected,
  connectivity,
  type RepairNote,
} from "../sides/functional/connectivity.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import { alignB } from "./alignment.js";
import type { ConnectionPlan, EvaluatedPart } from "./connection-plan.js";
import { type Both, pick } from "./pair.js";
import type { ProgressCount } from "./progress-count.js";
import { type Connecting, notFinite, type Walk, type Walked, walkPath } from "./walk-path.js";

/** How far A's graph with B's weights may be from B, as a share of B's largest logit: fusing nodes rounds differently. */
const ROUNDING = 0.01;

/**
 * Walks the straight line between the weights of two networks, as they are, aligned and repaired, and says how connected they are,
 * data set by data set.
 *
 * Every point is evaluated, the ends too: beside the layers of the dense pass the runtime would round them differently.
 *
 * @param dense - what each gave while dense, data set by data set.
 * @param labels - labels each may be scored against, data set by data set.
 */
export async function connect(
  pair: Connecting,
  plan: ConnectionPlan,
  dense: Both<readonly Response[]>,
  labels: Both<readonly UsableLabels[]>,
  seed: number,
  progress: ProgressCount,
): Promise<Connection> {
  const end = progress.done + plan.images;
  const planned = plan.parts.map((part, d) =>
    part.dataset === null ? part.reason : (textsGap(pair) ?? walkOf(part, pick(labels, d), pick(dense, d).b)),
  );
  const walks = planned.filter((entry) => typeof entry !== "string");
  const walked = walks.length === 0 ? NOWHERE : await walkPaths(pair, plan, walks, seed, progress);
  progress.drop(end - progress.done);
  const entries = planned.map((entry): Connected => {
    if (typeof entry === "string") return { connectivity: null, reason: entry };
    if (typeof walked === "string") return { connectivity: null, reason: walked };
    return connected(pair, plan, entry, walked.paths[walks.indexOf(entry)] ?? NO_PATHS);
  });
  const { networkAt, warnings } = typeof walked === "string" ? NOWHERE : walked;
  return { entries, networkAt, warnings };
}

/** The network at a point of a path, in A's graph. */
type NetworkAt = (path: "naive" | "aligned" | "repaired", alpha: number) => Promise<Uint8Array>;

/** What was found on each data set, and the networks on the way where any was walked. */
export interface Connection {
  readonly entries: readonly Connected[];
  readonly networkAt: NetworkAt | null;
  /** What was done otherwise than it should be. */
  readonly warnings: readonly string[];
}

const NONE = { points: null, note: null, reason: "not computed" } as const;
const NO_PATHS: Paths = { naive: [], aligned: NONE, repaired: NONE };
const NOWHERE: WalkedPaths = { paths: [], networkAt: null, warnings: [] };

/** Why image towers cannot be walked between: one classifier has to be right at both ends. `null` where they can. */
function textsGap({ a: { head }, b: { head: other } }: Connecting): string | null {
  if (head === null || other === null) return null;
  const same = head.scale === other.scale && head.classes.data.every((value, i) => value === other.classes.data[i]);
  return same ? null : "the two image towers have different text towers, and only image towers are interpolated";
}

/** The labels of the examples walked with, or why there are none. */
function walkOf(part: EvaluatedPart, { a, b }: Both<UsableLabels>, end: Response): Walk | string {
  const { labels } = a;
  if (labels === null || b.labels === null) return `no usable labels: ${a.reason ?? b.reason}`;
  return { part, labels: part.rows.map((row) => labels[row] ?? 0), end };
}

interface Paths {
  readonly naive: readonly Walked[];
  readonly aligned: BetterPath<AlignmentNote>;
  readonly repaired: BetterPath<RepairNote>;
}

interface WalkedPaths extends Pick<Connection, "networkAt" | "warnings"> {
  /** Data set by data set. */
  readonly paths: readonly Paths[];
}

/** The paths on each data set, or why a network on the naive one gives no numbers. */
async function walkPaths(
  pair: Connecting,
  plan: ConnectionPlan,
  walks: readonly Walk[],
  seed: number,
  progress: ProgressCount,
): Promise<WalkedPaths | string> {
  const { graphs } = plan;
  const own = { ...pair, a: withGraph(pair.a, graphs.a), b: withGraph(pair.b, graphs.b) };
  const asItIs = storedValues(graphs.b, plan.pairs);
  const naive = await walkPath(own, plan, asItIs, null, walks, progress);
  if (typeof naive === "string") return naive;
  const aligned = await alignB(own, plan, seed, progress);
  const alignedWalks =
    aligned.network === null
      ? aligned.reason
      : await walkPath(own, plan, aligned.network.values, null, walks, progress);
  const b = aligned.network?.values ?? asItIs;
  const repairs = await repairOf(own, plan, aligned.network ?? {}, progress);
  const repairedWalks = typeof repairs === "string" ? repairs : await walkPath(own, plan, b, repairs, walks, progress);
  const paths = naive.map((points, w) => ({
    naive: points,
    aligned: betterPath(aligned.note, alignedWalks, w),
    repaired: betterPath(typeof repairs === "string" ? null : noteOf(repairs), repairedWalks, w),
  }));
  const networkAt: NetworkAt = async (path, alpha) => {
    const values = path === "naive" ? asItIs : b;
    const between = variantOf(graphs.a, () => interpolatedTensors(graphs.a.bytes, plan.pairs, values, alpha));
    return written(
      path === "repaired" && typeof repairs !== "string" ? await repairs.repaired(between, alpha) : between,
    );
  };
  return { paths, networkAt, warnings: aligned.network === null ? [] : aligned.warnings };
}

/** What repairs the networks between A and B, or why nothing does. */
async function repairOf(
  { a, engine, run }: Connecting,
  { repair, calibration, graphs }: ConnectionPlan,
  aligned: Partial<Variant>,
  progress: ProgressCount,
): Promise<Repairer | string> {
  if (repair.reason !== null || calibration === null) return repair.reason ?? "there are no images to repair with";
  progress.now("taking the statistics of the two networks");
  return repairer(engine, a, graphs.b, aligned, calibration, run).catch(notFinite);
}

function noteOf({ kind, layers, leftOut }: Repairer): RepairNote {
  return { kind, layers, leftOut };
}

function withGraph(tapped: TappedModel, onnx: OnnxModel): TappedModel {
  return { ...tapped, model: { ...tapped.model, onnx } };
}

function betterPath<Note>(
  note: Note | null,
  walks: readonly (readonly Walked[])[] | string,
  w: number,
): BetterPath<Note> {
  if (typeof walks === "string") return { points: null, note: null, reason: walks };
  if (note === null) return NONE;
  return { points: walks[w] ?? [], note, reason: null };
}

function connected(
  pair: Connecting,
  plan: ConnectionPlan,
  { end, part }: Walk,
  { naive, aligned, repaired }: Paths,
): Connected {
  const last = naive.at(-1)?.logits ?? null;
  if (last === null || end.logits === null) return { connectivity: null, reason: "a model has no logits" };
  if (!arrives(last, end.logits, part.rows)) {
    return { connectivity: null, reason: "B's weights in A's graph do not give what B gives" };
  }
  const walked = {
    alphas: plan.alphas,
    naive,
    aligned,
    repaired,
    nCalibration: plan.calibration?.n ?? 0,
    classes: last.columns,
    identical: pair.a.model.sha256 === pair.b.model.sha256,
  };
  return { connectivity: connectivity(walked), reason: null };
}

/** Whether the end of the path is B, up to rounding; `rows` are those of `end` that were walked with. */
function arrives(last: Matrix, end: Matrix, rows: Int32Array): boolean {
  const { columns } = last;
  if (columns !== end.columns) return false;
  const most = ROUNDING * largestMagnitude(end.data);
  return last.data.every((value: number, i: number) => {
    const row = rows[Math.floor(i / columns)] ?? 0;
    return Math.abs(value - (end.data[row * columns + (i % columns)] ?? Number.NaN)) <= most;
  });
}
