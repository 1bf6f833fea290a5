import { editGraph } from "./edit.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { readModel } from "./read-model.js";
import { type NamedCopy, tensorCopies } from "./tensor-copies.js";

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
  const named = [...copies].map(([node, source]): NamedCopy => [node.outputs[0] ?? "", source]);
  const initializers = tensorCopies(model, named);
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
