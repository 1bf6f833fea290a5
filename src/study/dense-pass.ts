import type { Dataset } from "../data/dataset.js";
import { evaluate, type Outputs, tappedGraph } from "../runtime/evaluate.js";
import { matrixOf, type Response, responseOf } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { ModelLayers } from "../sides/static/static-side.js";
import type { Running } from "./pair.js";

/** What a dense network gave on one data set. */
export interface Dense extends ModelLayers, Response {}

/** Runs a network as it is over every data set, with all its layers looked at. */
export async function densePass(
  { engine, run }: Running,
  tapped: TappedModel,
  datasets: readonly Dataset[],
): Promise<readonly Dense[]> {
  const tensors = [...tapped.taps.keys()];
  const all = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, datasets, run);
  return all.map((outputs) => denseOf(tapped, outputs));
}

/** The layers and answers that a network, dense or pruned, gave. */
export function denseOf(tapped: TappedModel, outputs: Outputs): Dense {
  return {
    layers: tapped.layers.map((layer) => ({ layer, matrix: matrixOf(outputs, layer) })),
    ...responseOf(tapped, outputs),
  };
}
