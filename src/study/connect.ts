import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude } from "../kernels/vector.js";
import { interpolated } from "../onnx/interpolated.js";
import { evaluate, tappedBytes } from "../runtime/evaluate.js";
import { type Response, responseOf } from "../runtime/response.js";
import { type Connected, connectivity, type PathPoint, pathPoint } from "../sides/functional/connectivity.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import type { ConnectionPlan } from "./connection-plan.js";
import { type Both, type Pair, pick } from "./pair.js";
import type { ProgressCount } from "./progress-count.js";

/** How far A's graph with B's weights may be from B, as a share of B's largest logit: fusing nodes rounds differently. */
const ROUNDING = 0.01;

/** One data set on which the path is walked. */
interface Walk {
  readonly dataset: Dataset;
  readonly labels: Int32Array;
  /** What B gives for all examples of the data set. */
  readonly end: Response;
}

/**
 * Walks the straight line between the weights of two networks and says how connected they are, data set by data set.
 *
 * Every point is evaluated, the ends too: beside the layers of the dense pass the runtime would round them differently.
 *
 * @param dense - what each gave while dense, data set by data set.
 * @param labels - labels each may be scored against, data set by data set.
 */
export async function connect(
  pair: Pair,
  plan: ConnectionPlan,
  dense: Both<readonly Response[]>,
  labels: Both<readonly UsableLabels[]>,
  progress: ProgressCount,
): Promise<readonly Connected[]> {
  const end = progress.done + plan.images;
  const planned = plan.parts.map(({ dataset, reason }, d) =>
    dataset === null ? reason : (textsGap(pair) ?? walkOf(dataset, pick(labels, d), pick(dense, d).b)),
  );
  const walks = planned.filter((entry) => typeof entry !== "string");
  const walked = walks.length === 0 ? [] : await walkAll(pair, plan, walks, progress);
  progress.drop(end - progress.done);
  return planned.map((entry): Connected => {
    if (typeof entry === "string") return { connectivity: null, reason: entry };
    if (typeof walked === "string") return { connectivity: null, reason: walked };
    return connected(pair, plan, entry, walked[walks.indexOf(entry)] ?? []);
  });
}

/** Why image towers cannot be walked between: one classifier has to be right at both ends. `null` where they can. */
function textsGap({ a: { head }, b: { head: other } }: Pair): string | null {
  if (head === null || other === null) return null;
  const same = head.scale === other.scale && head.classes.data.every((value, i) => value === other.classes.data[i]);
  return same ? null : "the two image towers have different text towers, and only image towers are interpolated";
}

/** The labels cut to the examples walked with, or why there are none. */
function walkOf(dataset: Dataset, { a, b }: Both<UsableLabels>, end: Response): Walk | string {
  if (a.labels === null || b.labels === null) return `no usable labels: ${a.reason ?? b.reason}`;
  return { dataset, labels: a.labels.subarray(0, dataset.n), end };
}

/** A point of the path, with the logits where it is B. */
interface Walked extends PathPoint {
  readonly logits: Matrix | null;
}

/** The points of each walk, or why a network on the way gives no numbers. */
async function walkAll(
  pair: Pair,
  { alphas, pairs }: ConnectionPlan,
  walks: readonly Walk[],
  progress: ProgressCount,
): Promise<readonly (readonly Walked[])[] | string> {
  const { a, b, engine, run } = pair;
  const tensors = [a.penultimate, ...(a.logits === null ? [] : [a.logits])];
  const start = tappedBytes(a, tensors);
  const datasets = walks.map(({ dataset }) => dataset);
  const paths: Walked[][] = walks.map(() => []);
  for (const alpha of alphas) {
    progress.now(`between the weights at ${alpha.toFixed(2)}`);
    const bytes = interpolated(start, pairs, b.model.onnx.bytes, alpha);
    const all = await evaluate(engine, a, bytes, tensors, datasets, run).catch(notFinite);
    if (typeof all === "string") return `at α = ${alpha.toFixed(2)} the network breaks down: ${all}`;
    for (const [w, { labels }] of walks.entries()) {
      const { logits } = responseOf(a, all[w] ?? new Map());
      if (logits !== null) paths[w]?.push({ ...pathPoint(logits, labels), logits: alpha === 1 ? logits : null });
    }
  }
  return paths;
}

/** A network between two sound ones may still overflow: that is said of the path, and the comparison goes on. */
function notFinite(error: unknown): string {
  if (error instanceof TrisimError && error.code === "bad-value") return error.message;
  throw error;
}

function connected(pair: Pair, { alphas }: ConnectionPlan, { end }: Walk, points: readonly Walked[]): Connected {
  const last = points.at(-1)?.logits ?? null;
  if (last === null || end.logits === null) return { connectivity: null, reason: "a model has no logits" };
  if (!arrives(last, end.logits)) {
    return { connectivity: null, reason: "B's weights in A's graph do not give what B gives" };
  }
  const identical = pair.a.model.sha256 === pair.b.model.sha256;
  return { connectivity: connectivity(alphas, points, last.columns, identical), reason: null };
}

/** Whether the end of the path is B, up to rounding; `end` may have more examples. */
function arrives(last: Matrix, end: Matrix): boolean {
  if (last.columns !== end.columns) return false;
  const most = ROUNDING * largestMagnitude(end.data);
  return last.data.every((value: number, i: number) => Math.abs(value - (end.data[i] ?? Number.NaN)) <= most);
}
