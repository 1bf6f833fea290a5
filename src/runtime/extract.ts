import type { Dataset } from "../data/dataset.js";
import type { Matrix } from "../kernels/matrix.js";
import type { PoolingChoice } from "../onnx/pooling.js";
import type { Engine } from "./engine.js";
import { evaluate, type RunOptions, tappedGraph } from "./evaluate.js";
import type { Model } from "./open-model.js";
import { tapModel } from "./tapped-model.js";

/** Representations of one network on one data set. */
export interface Extracted {
  /** Tensor → n × p, float32. */
  readonly layers: ReadonlyMap<string, Matrix>;
  /** Tensor → how it became one row an example. */
  readonly pooling: Readonly<Record<string, string>>;
}

/**
 * Runs a data set through a network and keeps what the chosen layers say.
 *
 * @param layers - `auto`, tensor names or globs.
 * @throws TrisimError for what the model or the data contain; the signal's reason once it is aborted.
 */
export async function extract(
  engine: Engine,
  model: Model,
  dataset: Dataset,
  layers: readonly string[],
  pool: PoolingChoice,
  options: RunOptions,
): Promise<Extracted> {
  const tapped = await tapModel(engine, model, dataset, layers, pool);
  const graph = tappedGraph(tapped, tapped.layers);
  const [outputs = new Map()] = await evaluate(engine, tapped, graph, tapped.layers, [dataset], options);
  const pooling = tapped.layers.map((layer) => [layer, tapped.taps.get(layer)?.pooling ?? "none"]);
  return { layers: outputs, pooling: Object.fromEntries(pooling) };
}
