import type { Dataset } from "../data/dataset.js";
import { logitsOf } from "../onnx/logits.js";
import { penultimateOf } from "../onnx/penultimate.js";
import type { PoolingChoice, Tap } from "../onnx/pooling.js";
import { selectLayers } from "../onnx/select-layers.js";
import { withDims } from "../onnx/tap.js";
import type { Engine } from "./engine.js";
import { type ImageInput, imageInput } from "./image-input.js";
import { dimsOutputs, layerTaps } from "./layer-taps.js";
import type { Model } from "./open-model.js";
import { withSession } from "./with-session.js";
import type { ZeroShotHead } from "./zero-shot-head.js";

/** A network with the tensors chosen that are looked at, and how each becomes one row an example. */
export interface TappedModel {
  readonly model: Model;
  readonly input: ImageInput;
  /** Tensors of the layer map, in graph order. */
  readonly layers: readonly string[];
  /** The tensor that stands for the whole network. */
  readonly penultimate: string;
  /** The tensor of the logits, `null` for a model that has none. */
  readonly logits: string | null;
  /** Makes logits of what the penultimate tensor of an image tower says; `null` where no texts were given. */
  readonly head: ZeroShotHead | null;
  /** Tensor → tap, for every tensor named above. */
  readonly taps: ReadonlyMap<string, Tap>;
}

/**
 * Chooses the layers of a network and finds out how to pool them.
 *
 * @param data - whose images will be fed, for the dimensions that the graph leaves open.
 * @param layers - `auto`, tensor names or globs.
 * @param head - the classifier made of texts, for an image tower.
 * @throws TrisimError `unknown-layer`, `unsupported` or `mismatch`.
 */
export async function tapModel(
  engine: Engine,
  model: Model,
  data: Pick<Dataset, "name" | "images">,
  layers: readonly string[],
  pool: PoolingChoice,
  head: ZeroShotHead | null = null,
): Promise<TappedModel> {
  const chosen = selectLayers(model.onnx, layers);
  const penultimate = penultimateOf(model.onnx);
  const logits = logitsOf(model.onnx);
  const tensors = [...new Set([...chosen, penultimate, ...(logits === null ? [] : [logits])])];
  const { input, taps } = await withSession(
    engine,
    model.name,
    withDims(model.onnx, dimsOutputs(tensors)),
    async (session) => {
      const found = imageInput(model.name, session, data, model.preprocess.config);
      return { input: found, taps: await layerTaps(session, model, found, tensors, pool) };
    },
  );
  return {
    model,
    input,
    layers: chosen,
    penultimate,
    logits,
    head,
    taps: new Map(taps.map((tap) => [tap.tensor, tap])),
  };
}
