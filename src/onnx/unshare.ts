import { TrisimError } from "../errors.js";
import { editGraph } from "./edit.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";
import { readModel } from "./read-model.js";

const TENSOR_NAME = 8;

/** No protobuf file is larger. */
const MAX_BYTES = 2 ** 31;

/**
 * Gives every initialiser that is a copy of another through `Identity` its own values, and removes the `Identity`.
 *
 * Exporters store equal initialisers once. The weights are equal, not the same: whoever edits one must not touch the
 * others. The model computes exactly what it did.
 *
 * @returns the same model where nothing is shared in this way.
 * @throws TrisimError "unsupported" where the copies do not fit in one file.
 */
export function unshare(model: OnnxModel): OnnxModel {
  const copies = sharedCopies(model);
  if (copies.size === 0) return model;
  checkSize(model, [...copies.values()]);
  const initializers = [...copies].map(([node, source]) => renamed(model, source, node.outputs[0] ?? ""));
  return readModel(editGraph(model, { drop: new Set(copies.keys()), initializers }), model.name);
}

/** `Identity` node → the initialiser that it hands on, through other such nodes too. */
function sharedCopies(model: OnnxModel): ReadonlyMap<OnnxNode, OnnxTensor> {
  const outputs = new Set(model.outputs.map((output) => output.name));
  const sources = new Map(model.initializers);
  const copies = new Map<OnnxNode, OnnxTensor>();
  for (const node of model.nodes) {
    const [output = ""] = node.outputs;
    const source = node.opType === "Identity" ? sources.get(node.inputs[0] ?? "") : undefined;
    // An output of the graph must stay the output of a node.
    if (source === undefined || outputs.has(output)) continue;
    sources.set(output, source);
    copies.set(node, source);
  }
  return copies;
}

function checkSize(model: OnnxModel, copies: readonly OnnxTensor[]): void {
  const size = copies.reduce((sum, { record }) => sum + record.end - record.start, model.bytes.length);
  if (size <= MAX_BYTES) return;
  throw new TrisimError("unsupported", `${model.name}: takes ${size} bytes once every shared initialiser is its own`);
}

/** The same tensor under another name: of a field given twice the last counts. */
function renamed(model: OnnxModel, { record }: OnnxTensor, name: string): Uint8Array {
  return concatBytes([model.bytes.subarray(record.start, record.end), bytesField(TENSOR_NAME, name)]);
}
