import { freshNames, namesOf } from "./fresh-names.js";
import type { Dim, OnnxModel, OnnxValue } from "./model.js";
import { bytesField, concatBytes, floatsProto, type NodeSpec, nodeProto } from "./proto.js";
import { readModel } from "./read-model.js";
import { replacedFields } from "./replaced-fields.js";
import { readMessage, textIn, viewsIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, input: 11 } as const;
const VALUE_NAME = 1;

/** What is put between an input and all that reads it. */
interface Between extends Pick<NodeSpec, "opType" | "attributes"> {
  /** The new input is called after the old one, then this. */
  readonly suffix: string;
  /** Of the new input, which is float32. */
  readonly dims: readonly Dim[];
}

/** A model with a node behind one of its inputs: what is fed goes through it, and all that read the input reads what it makes. */
export function inputThrough(model: OnnxModel, input: OnnxValue, { suffix, dims, ...node }: Between): OnnxModel {
  const name = freshNames(namesOf(model), `${input.name}/${suffix}`)();
  const between = nodeProto({ ...node, inputs: [name], outputs: [input.name] });
  // Protobuf merges graphs in their order: what comes first in the file is made before anything reads it.
  const first = bytesField(MODEL_GRAPH, bytesField(GRAPH.node, between));
  return readModel(concatBytes([first, ...withInput(model, input, floatsProto(name, dims))]), model.name);
}

/** The file with another input in the place of one. */
function withInput({ bytes, name }: OnnxModel, input: OnnxValue, other: Uint8Array): readonly Uint8Array[] {
  const whole = { bytes, name, start: 0, end: bytes.length };
  const replaced = (field: WireField) => (textIn(readMessage(field), VALUE_NAME) === input.name ? [other] : null);
  return replacedFields<Uint8Array>(bytes, whole, viewsIn(readMessage(whole), MODEL_GRAPH), (graph) =>
    replacedFields(bytes, graph, viewsIn(readMessage(graph), GRAPH.input), replaced),
  );
}
