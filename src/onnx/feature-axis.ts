import { intAttribute, intsAttribute } from "./attributes.js";
import { constantOf } from "./constants.js";
import { graphOf, inputDependent } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { keepsAxes } from "./operators.js";
import { isConvolution, operandsOf } from "./weighted.js";

/** Operators that are defined to hold channels in axis 1. */
const CHANNELS_FIRST: ReadonlySet<string> = new Set([
  "BatchNormalization",
  "InstanceNormalization",
  "GroupNormalization",
  "LRN",
  "MaxPool",
  "AveragePool",
  "LpPool",
  "GlobalAveragePool",
  "GlobalMaxPool",
  "GlobalLpPool",
  "DepthToSpace",
  "SpaceToDepth",
]);

const REDUCTIONS: ReadonlySet<string> = new Set(["ReduceMean", "ReduceMax", "ReduceSum"]);

/**
 * The axis of a tensor that holds its features: channels, or the width of a token.
 *
 * From rank 3 on the graph decides: outwards from the tensor through operators that keep the axes, the nearest
 * convolution or pooling says axis 1, the nearest product with a weight or layer normalisation the last one. Where
 * nothing says so, tokens (rank 3) have their features last.
 *
 * @param rank - number of axes of the tensor.
 * @param batchAxis - the axis of the examples.
 * @returns `null` where no axis can be told to hold features.
 */
export function featureAxis(model: OnnxModel, tensor: string, rank: number, batchAxis: number): number | null {
  if (rank < 2) return null;
  if (rank === 2) return 1 - batchAxis;
  const evidence = nearestEvidence(model, tensor, rank);
  if (evidence !== null && evidence !== batchAxis) return evidence;
  if (rank > 3) return null;
  return batchAxis === 2 ? 1 : 2;
}

/** Breadth-first through the neighbourhood, in both directions. */
function nearestEvidence(model: OnnxModel, tensor: string, rank: number): number | null {
  const { producer, consumers } = graphOf(model);
  const dependent = inputDependent(model);
  const found = new Set([tensor]);
  for (const at of found) {
    const maker = producer.get(at);
    const neighbours = [...(maker === undefined ? [] : [maker]), ...(consumers.get(at) ?? [])];
    for (const node of neighbours) {
      const axis = axisBy(model, node, at, rank);
      if (axis !== null) return axis;
    }
    for (const next of neighbours.filter(keepsAxes).flatMap((node) => [...node.outputs, ...node.inputs])) {
      if (dependent.has(next)) found.add(next);
    }
  }
  return null;
}

/** The feature axis of `tensor` by what one node that makes or reads it does, or `null` where the node does not care. */
function axisBy(model: OnnxModel, node: OnnxNode, tensor: string, rank: number): number | null {
  const isData = node.inputs[0] === tensor || node.outputs[0] === tensor;
  const last = rank - 1;
  if (isConvolution(node) || CHANNELS_FIRST.has(node.opType)) return isData ? 1 : null;
  if (node.opType === "LayerNormalization") {
    const axis = intAttribute(node, "axis", -1);
    return isData && (axis === -1 || axis === last) ? last : null;
  }
  if (REDUCTIONS.has(node.opType)) return node.inputs[0] === tensor ? axisLeft(model, node, rank) : null;
  const operands = operandsOf(model, node);
  if (operands === null) return null;
  // W x: the features are the axis before the last.
  return operands.activation === node.inputs[0] ? last : last - 1;
}

/** The axis a reduction says holds features: a mean over H and W leaves it, a layer normalisation's goes over it. */
function axisLeft(model: OnnxModel, node: OnnxNode, rank: number): number | null {
  const axes = (reducedAxes(model, node) ?? []).map((axis) => (axis < 0 ? axis + rank : axis));
  if (axes.length === 1) return axes[0] === rank - 1 ? rank - 1 : null;
  const left = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis > 0 && !axes.includes(axis));
  return axes.length === rank - 2 && !axes.includes(0) ? (left[0] ?? null) : null;
}

/** Axes are an attribute up to operator set 17, an input from 18 on. */
function reducedAxes(model: OnnxModel, node: OnnxNode): readonly number[] | null {
  const attribute = intsAttribute(node, "axes");
  if (attribute !== null) return attribute;
  const values = constantOf(model, node.inputs[1] ?? "")?.values;
  return values === undefined ? null : Array.from(values, Number);
}
