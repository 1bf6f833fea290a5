import { TrisimError } from "../errors.js";
import { appendedRecord, editGraph } from "./edit.js";
import { freshNames, namesOf } from "./fresh-names.js";
import { graphOf } from "./graph.js";
import type { OnnxModel } from "./model.js";
import type { Tap } from "./pooling.js";
import { poolingNodes } from "./pooling-nodes.js";
import { concatBytes, int64Proto, matrixProto, nodeProto, valueProto } from "./proto.js";

/**
 * The bytes of a model that also gives these tensors out, each as it is, after its own outputs.
 *
 * @param tensors - names of tensors that nodes make; those that are inputs or outputs already are left alone.
 * @throws TrisimError "unknown-layer" where the graph has no such tensor.
 */
export function withOutputs(model: OnnxModel, tensors: readonly string[]): Uint8Array {
  for (const tensor of tensors) checkTensor(model, tensor);
  const { producer } = graphOf(model);
  const there = new Set(model.outputs.map((output) => output.name));
  const missing = [...new Set(tensors)].filter((tensor) => producer.has(tensor) && !there.has(tensor));
  return editGraph(model, { outputs: missing.map(valueProto) });
}

/** `TensorProto.DataType` of float32. */
const FLOAT32 = 1;

/**
 * The bytes of a model that also gives these tensors out as float32, under the given names, each as it is otherwise.
 *
 * @param outputs - name of the new output → tensor; the names must be free in the graph.
 */
export function withFloatOutputs(model: OnnxModel, outputs: ReadonlyMap<string, string>): Uint8Array {
  const casts = [...outputs].map(([output, tensor]) =>
    nodeProto({ opType: "Cast", inputs: [tensor], outputs: [output], attributes: { to: FLOAT32 } }),
  );
  return editGraph(model, { nodes: casts, outputs: [...outputs.keys()].map(valueProto) });
}

/**
 * The bytes of a model some outputs of which can be read as float32, and under which names, in the order of these outputs: those
 * that are float32 by the file are left as they are.
 */
export function withOutputsAsFloats(
  model: OnnxModel,
  names: readonly string[],
): { readonly bytes: Uint8Array; readonly outputs: readonly string[] } {
  const floats = new Set(model.outputs.filter(({ elemType }) => elemType === "float32").map(({ name }) => name));
  const taken = namesOf(model);
  const outputs = names.map((name) => (floats.has(name) ? name : freshNames(taken, `${name}/float32`)()));
  const casts = outputs.flatMap((output, i) => (output === names[i] ? [] : [[output, names[i] ?? ""] as const]));
  return { bytes: casts.length === 0 ? model.bytes : withFloatOutputs(model, new Map(casts)), outputs };
}

/**
 * The bytes of a model that also gives each tapped tensor out as an n × p float32 matrix, pooled inside the graph.
 *
 * Only nodes are appended: the model's own outputs keep their values, to the bit where the runtime fuses the same nodes
 * as before, else to float32 rounding.
 *
 * @throws TrisimError "unknown-layer" where the graph has no such tensor.
 * @throws RangeError where axes and pooling do not fit, or an output's name is taken.
 */
export function withPooledOutputs(model: OnnxModel, taps: readonly Tap[]): Uint8Array {
  return concatBytes([model.bytes, pooledOutputs(model, taps)]);
}

/** What `withPooledOutputs` appends to the model's bytes, whatever weights they hold. */
export function pooledOutputs(model: OnnxModel, taps: readonly Tap[]): Uint8Array {
  const names = namesOf(model);
  for (const { tensor, output } of taps) {
    checkTensor(model, tensor);
    if (names.has(output)) throw new RangeError(`withPooledOutputs: the graph already has a tensor "${output}"`);
    names.add(output);
  }
  const parts = taps.map((tap) => poolingNodes(tap, model.opset, freshNames(names, tap.output)));
  return appendedRecord({
    nodes: parts.flatMap(({ nodes }) => nodes.map(nodeProto)),
    initializers: parts.flatMap(({ constants }) => constants.map((c) => int64Proto(c.name, c.values, c.dims))),
    outputs: taps.map(({ output }) => matrixProto(output)),
  });
}

function checkTensor(model: OnnxModel, tensor: string): void {
  if (graphOf(model).producer.has(tensor) || model.inputs.some((input) => input.name === tensor)) return;
  throw new TrisimError("unknown-layer", `${model.name}: no node and no input makes a tensor "${tensor}"`);
}
