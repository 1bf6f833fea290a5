import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import type { OnnxModel } from "../onnx/model.js";
import type { Tap } from "../onnx/pooling.js";
import { withPooledOutputs } from "../onnx/tap.js";
import { unsoundParameter } from "../onnx/unsound-parameter.js";
import type { Variant } from "../onnx/variant.js";
import type { Engine, GraphBytes } from "./engine.js";
import { forward } from "./forward.js";
import { batchSize, imageInput } from "./image-input.js";
import { preparation } from "./preparation.js";
import type { TappedModel } from "./tapped-model.js";
import { withSession } from "./with-session.js";

/** How runs are made and watched. */
export interface RunOptions {
  /** Images a run, where the user has a wish. */
  readonly batch?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onExamples?: ((count: number) => void) | undefined;
}

/** Tensor → its n × p matrix. */
export type Outputs = ReadonlyMap<string, Matrix>;

/**
 * The network with the named tensors as additional outputs, pooled in the graph.
 *
 * @param tensors - some of those that were tapped.
 */
export function tappedGraph(tapped: TappedModel, tensors: readonly string[]): Variant {
  return withPooledOutputs(tapped.model.onnx, tapsOf(tapped, tensors));
}

/**
 * Runs data sets through a tapped network.
 *
 * @param graph - from `tappedGraph` for the same tensors; weights may be others.
 * @returns one entry a data set, each tensor → n × p.
 * @throws TrisimError "bad-value" where an output is not finite, with the parameter that makes it so where there is one.
 */
export function evaluate(
  engine: Engine,
  tapped: TappedModel,
  graph: GraphBytes,
  tensors: readonly string[],
  datasets: readonly Dataset[],
  options: RunOptions,
): Promise<readonly Outputs[]> {
  const { model } = tapped;
  const taps = tapsOf(tapped, tensors);
  return withSession(engine, model.name, graph, async (session) => {
    const all: Outputs[] = [];
    for (const dataset of datasets) {
      const { config } = model.preprocess;
      const input = imageInput(model.name, session, dataset, config);
      const batch = batchSize(input, options.batch);
      const prepare = preparation(dataset.images, config, input.shape[0]);
      all.push(await forward(session, taps, { ...options, model: model.name, dataset, input, batch, prepare }));
    }
    return all;
  }).catch((error) => {
    throw blamed(error, model.onnx);
  });
}

/** What a network's outputs have of its own weights is no fault of the images. */
function blamed(error: unknown, onnx: OnnxModel): unknown {
  if (!(error instanceof TrisimError) || error.code !== "bad-value") return error;
  const found = unsoundParameter(onnx);
  if (found === null) return error;
  const remedy = "train it again, or export it from an earlier checkpoint";
  return new TrisimError("bad-value", `${onnx.name}: ${found}, so that its outputs are not finite; ${remedy}`, {
    cause: error,
  });
}

function tapsOf({ taps, model }: TappedModel, tensors: readonly string[]): readonly Tap[] {
  return tensors.map((tensor) => {
    const tap = taps.get(tensor);
    if (tap === undefined) throw new RangeError(`${model.name}: tensor ${tensor} was not tapped`);
    return tap;
  });
}
