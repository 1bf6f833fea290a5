import { inputThrough } from "./input-through.js";
import type { Dim, OnnxModel } from "./model.js";

/** Grey and colour. */
const CHANNELS: ReadonlySet<Dim> = new Set([1, 3]);

/**
 * A model that takes images N×C×H×W, of one that takes them N×H×W×C as TensorFlow's do: the images are turned in the graph.
 *
 * Channels are last where the last of four dimensions is 1 or 3 and the second is not.
 *
 * @returns the same model where it takes no images, or takes them with their channels first.
 */
export function channelsFirst(model: OnnxModel): OnnxModel {
  const [input, second] = model.inputs;
  if (input?.dims?.length !== 4 || second !== undefined || input.elemType !== "float32") return model;
  const [batch = null, height = null, width = null, channels = null] = input.dims;
  if (!CHANNELS.has(channels) || CHANNELS.has(height)) return model;
  const dims = [batch, channels, height, width];
  return inputThrough(model, input, {
    ...{ suffix: "channels-first", dims },
    ...{ opType: "Transpose", attributes: { perm: [0, 2, 3, 1] } },
  });
}
