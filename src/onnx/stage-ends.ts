import { intsAttribute } from "./attributes.js";
import { graphOf, imageDependent, imageInput } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isShapeOperator } from "./operators.js";
import { operandsOf } from "./weighted.js";

const POOLS: ReadonlySet<string> = new Set(["MaxPool", "AveragePool", "LpPool"]);

/**
 * The layers of a network without residual sums, in graph order: the ends of its stages, which are the outputs of
 * pools with a stride and what convolutions with a stride read; where there are none, what each weighted node but the
 * first reads, which are the activations of a multi-layer perceptron.
 */
export function stageEnds(model: OnnxModel): readonly string[] {
  const dependent = imageDependent(model);
  const nodes = model.nodes.filter((node) => node.inputs.some((input) => dependent.has(input)));
  const ends = nodes.flatMap((node) => stageEnd(model, node));
  const found = ends.length > 0 ? ends : nodes.flatMap((node) => activationRead(model, node));
  const image = imageInput(model).name;
  return [...new Set(found)].filter((tensor) => tensor !== image);
}

function stageEnd(model: OnnxModel, node: OnnxNode): readonly string[] {
  if (!(intsAttribute(node, "strides") ?? []).some((stride) => stride > 1)) return [];
  if (POOLS.has(node.opType)) return node.outputs.slice(0, 1);
  return node.opType === "Conv" ? activationRead(model, node) : [];
}

/** The activation a weighted node reads, before any change of shape and any padding. */
function activationRead(model: OnnxModel, node: OnnxNode): readonly string[] {
  const { producer } = graphOf(model);
  let tensor = operandsOf(model, node)?.activation;
  if (tensor === undefined) return [];
  let maker = producer.get(tensor);
  while (maker !== undefined && (isShapeOperator(maker) || maker.opType === "Pad")) {
    tensor = maker.inputs[0] ?? tensor;
    maker = producer.get(tensor);
  }
  return [tensor];
}
