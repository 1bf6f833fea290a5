import { TrisimError } from "../errors.js";
import { withAppended } from "./edit.js";
import { freshNames, namesOf } from "./fresh-names.js";
import { graphOf } from "./graph.js";
import type { OnnxModel } from "./model.js";
import type { Tap } from "./pooling.js";
import { poolingNodes } from "./pooling-nodes.js";
import { int64Proto, matrixProto, type NodeSpec, nodeProto, valueProto } from "./proto.js";
import type { Variant } from "./variant.js";

/** `TensorProto.DataType` of float32. */
const FLOAT32 = 1;

/**
 * A model that also gives the dimensions of tensors out, as float32. The tensors themselves stay inside, since all together they
 * may be larger than the weights.
 *
 * @param outputs - name of the new output → tensor; the names must be free in the graph.
 * @throws TrisimError "unknown-layer" where the graph has no such tensor.
 */
export function withDims(model: OnnxModel, outputs: ReadonlyMap<string, string>): Variant {
  for (const tensor of outputs.values()) checkTensor(model, tensor);
  return withAppended(model, {
    nodes: [...outputs].flatMap(([output, tensor]) => dimsNodes(output, tensor)).map(nodeProto),
    outputs: [...outputs.keys()].map(valueProto),
  });
}

/** Nodes that give the dimensions of a tensor as float32. */
export function dimsNodes(output: string, tensor: string): readonly NodeSpec[] {
  const whole = `${output}/whole`;
  return [{ opType: "Shape", inputs: [tensor], outputs: [whole] }, asFloats(output, whole)];
}

/** The node that gives a tensor as float32. */
export function asFloats(output: string, tensor: string): NodeSpec {
  return { opType: "Cast", inputs: [tensor], outputs: [output], attributes: { to: FLOAT32 } };
}

/**
 * A model that also gives these tensors out as float32, under the given names, each as it is otherwise.
 *
 * @param outputs - name of the new output → tensor; the names must be free in the graph.
 */
export function withFloatOutputs(model: OnnxModel, outputs: ReadonlyMap<string, string>): Variant {
  const casts = [...outputs].map(([output, tensor]) => nodeProto(asFloats(output, tensor)));
  return withAppended(model, { nodes: casts, outputs: [...outputs.keys()].map(valueProto) });
}

/**
 * A model some outputs of which can be read as float32, and under which names, in the order of these outputs: those that are float32
 * by the file are left as they are.
 */
export function withOutputsAsFloats(
  model: OnnxModel,
  names: readonly string[],
): { readonly graph: Variant; readonly outputs: readonly string[] } {
  const floats = new Set(model.outputs.filter(({ elemType }) => elemType === "float32").map(({ name }) => name));
  const taken = namesOf(model);
  const outputs = names.map((name) => (floats.has(name) ? name : freshNames(taken, `${name}/float32`)()));
  const casts = outputs.flatMap((output, i) => (output === names[i] ? [] : [[output, names[i] ?? ""] as const]));
  return { graph: withFloatOutputs(model, new Map(casts)), outputs };
}

/**
 * A model that also gives each tapped tensor out as an n × p float32 matrix, pooled inside the graph.
 *
 * Only nodes are appended: the model's own outputs keep their values, to the bit where the runtime fuses the same nodes
 * as before, else to float32 rounding.
 *
 * @throws TrisimError "unknown-layer" where the graph has no such tensor.
 * @throws RangeError where axes and pooling do not fit, or an output's name is taken.
 */
export function withPooledOutputs(model: OnnxModel, taps: readonly Tap[]): Variant {
  const names = namesOf(model);
  for (const { tensor, output } of taps) {
    checkTensor(model, tensor);
    if (names.has(output)) throw new RangeError(`withPooledOutputs: the graph already has a tensor "${output}"`);
    names.add(output);
  }
  const parts = taps.map((tap) => poolingNodes(tap, model.opset, freshNames(names, tap.output)));
  return withAppended(model, {
    nodes: parts.flatMap(({ nodes }) => nodes.map(nodeProto)),
    initializers: parts.flatMap(({ constants }) => constants.map((c) => int64Proto(c.name, c.values, c.dims))),
    outputs: taps.map(({ output }) => matrixProto(output)),
  });
}

function checkTensor(model: OnnxModel, tensor: string): void {
  if (graphOf(model).producer.has(tensor) || model.inputs.some((input) => input.name === tensor)) return;
  throw new TrisimError("unknown-layer", `${model.name}: no node and no input makes a tensor "${tensor}"`);
}
