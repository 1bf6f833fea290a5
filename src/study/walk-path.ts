import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { interpolatedTensors, type StoredValues } from "../onnx/interpolated.js";
import { evaluate, tappedGraph } from "../runtime/evaluate.js";
import type { Repairer } from "../runtime/repairer.js";
import { type Response, responseOf, responseTensors } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import { type PathPoint, pathPoint } from "../sides/functional/path-point.js";
import type { ConnectionPlan, EvaluatedPart } from "./connection-plan.js";
import type { Both, Pair } from "./pair.js";
import type { ProgressCount } from "./progress-count.js";

/** What walking needs of a pair. */
export type Connecting = Both<TappedModel> & Pick<Pair, "engine" | "compute" | "run">;

/** One data set on which the paths are walked. */
export interface Walk {
  readonly part: EvaluatedPart;
  readonly labels: Int32Array;
  /** What B gives for all examples of the data set. */
  readonly end: Response;
}

/** A point of the path, with the logits where it is B. */
export interface Walked extends PathPoint {
  readonly logits: Matrix | null;
}

/**
 * Evaluates the networks on the straight line from A to a network of the same graph.
 *
 * @param b - the parameters of B, their units in whatever order.
 * @param repairs - what sets the statistics of each network right; `null` leaves them.
 * @returns the points of each walk, or why a network on the way gives no numbers.
 */
export async function walkPath(
  { a, engine, run }: Connecting,
  { alphas, pairs }: ConnectionPlan,
  b: StoredValues,
  repairs: Repairer | null,
  walks: readonly Walk[],
  progress: ProgressCount,
): Promise<readonly (readonly Walked[])[] | string> {
  const tensors = responseTensors(a);
  const datasets = walks.map(({ part }) => part.dataset);
  const paths: Walked[][] = walks.map(() => []);
  for (const alpha of alphas) {
    progress.now(`between the weights at ${alpha.toFixed(2)}`);
    const changed = () => interpolatedTensors(a.model.onnx.bytes, pairs, b, alpha);
    const between = { ...tappedGraph(a, tensors), changed };
    const all = await (repairs === null ? Promise.resolve(between) : repairs.repaired(between, alpha))
      .then((graph) => evaluate(engine, a, graph, tensors, datasets, run))
      .catch(notFinite);
    if (typeof all === "string") return `at α = ${alpha.toFixed(2)} the network breaks down: ${all}`;
    for (const [w, { labels }] of walks.entries()) {
      const { logits } = responseOf(a, all[w] ?? new Map());
      if (logits !== null) paths[w]?.push({ ...pathPoint(logits, labels), logits: alpha === 1 ? logits : null });
    }
  }
  return paths;
}

/** A network between two sound ones may still overflow: that is said of the path, and the comparison goes on. */
export function notFinite(error: unknown): string {
  if (error instanceof TrisimError && error.code === "bad-value") return error.message;
  throw error;
}
