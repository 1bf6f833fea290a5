import { freshNames, namesOf } from "./fresh-names.js";
import type { Dim, OnnxModel, OnnxValue } from "./model.js";
import { bytesField, concatBytes, floatsProto, nodeProto } from "./proto.js";
import { readModel } from "./read-model.js";
import { replacedFields } from "./replaced-fields.js";
import { readMessage, textIn, viewsIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, input: 11 } as const;
const VALUE_NAME = 1;

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
  const name = freshNames(namesOf(model), `${input.name}/channels-first`)();
  const turned = floatsProto(name, [batch, channels, height, width]);
  const node = nodeProto({
    opType: "Transpose",
    inputs: [name],
    outputs: [input.name],
    attributes: { perm: [0, 2, 3, 1] },
  });
  // Protobuf merges graphs in their order: what comes first in the file is made before anything reads it.
  const first = bytesField(MODEL_GRAPH, bytesField(GRAPH.node, node));
  return readModel(concatBytes([first, ...withInput(model, input, turned)]), model.name);
}

/** The file with another input in the place of one. */
function withInput({ bytes, name }: OnnxModel, input: OnnxValue, other: Uint8Array): readonly Uint8Array[] {
  const whole = { bytes, name, start: 0, end: bytes.length };
  const turnedIn = (field: WireField) => (textIn(readMessage(field), VALUE_NAME) === input.name ? [other] : null);
  return replacedFields<Uint8Array>(bytes, whole, viewsIn(readMessage(whole), MODEL_GRAPH), (graph) =>
    replacedFields(bytes, graph, viewsIn(readMessage(graph), GRAPH.input), turnedIn),
  );
}
