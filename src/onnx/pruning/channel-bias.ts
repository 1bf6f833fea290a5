import { weightPath } from "../constants.js";
import { graphOf } from "../graph.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { isConvolution } from "../weighted.js";
import type { PrunableLayer } from "./prunable-layers.js";

/** The place in the graph where the bias of a layer is read. */
export interface BiasPlace {
  readonly node: OnnxNode;
  readonly input: number;
}

/** Where the bias of a layer is read: by a convolution or a Gemm itself, after a MatMul by the next `Add`; `null` without one. */
export function biasPlace(model: OnnxModel, { node }: Pick<PrunableLayer, "node">): BiasPlace | null {
  if (node.opType !== "MatMul") return (node.inputs[2] ?? "") === "" ? null : { node, input: 2 };
  const [output = ""] = node.outputs;
  const [next, other] = graphOf(model).consumers.get(output) ?? [];
  const isOutput = model.outputs.some(({ name }) => name === output);
  if (next?.opType !== "Add" || next.domain !== "" || other !== undefined || isOutput) return null;
  const input = next.inputs.findIndex((name) => name !== output);
  // A sum of the product with an activation is no bias.
  return weightPath(model, next.inputs[input] ?? "") === null ? null : { node: next, input };
}

/**
 * The stored bias of a layer, one number for each of its output channels.
 *
 * @returns `null` where the layer has none, and the reason where it has one that cannot go with a channel.
 */
export function channelBias(model: OnnxModel, layer: PrunableLayer, channels: number): OnnxTensor | string | null {
  const place = biasPlace(model, layer);
  if (place === null) return null;
  const path = weightPath(model, place.node.inputs[place.input] ?? "");
  if (path === null) return "its bias is computed by the graph";
  const { tensor, name, carriers } = path;
  if (tensor.size !== channels || !isAlongChannels(layer, tensor)) {
    return `its bias of [${tensor.dims.join(", ")}] is not one number for each of ${channels} output channels`;
  }
  const handed = [name, ...carriers.map(({ outputs }) => outputs[0] ?? "")];
  return handed.some((each) => readings(model, each) > 1) ? `its bias "${name}" is also read elsewhere` : tensor;
}

/** A vector lies along the last axis of what it is added to. */
function isAlongChannels({ node, operands }: PrunableLayer, bias: OnnxTensor): boolean {
  const isLast = isConvolution(node) || node.inputs[0] !== operands.weight;
  const along = bias.dims.at(isLast ? -1 : -2);
  return along === bias.size;
}

function readings(model: OnnxModel, tensor: string): number {
  const inside = model.nodes.flatMap(({ subGraphs }) => subGraphs.flatMap(({ captures }) => captures));
  const read = [...model.nodes.flatMap(({ inputs }) => inputs), ...inside, ...model.outputs.map(({ name }) => name)];
  return read.filter((name) => name === tensor).length;
}
