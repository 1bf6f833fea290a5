import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { ownTensor, type Sites, sorted } from "./left-out.js";

/** A BatchNormalization whose running statistics can be overwritten. */
export interface BatchNormSite {
  readonly node: OnnxNode;
  /** C, the number of channels. */
  readonly channels: number;
  /** The stored statistics, C numbers each. */
  readonly mean: OnnxTensor;
  readonly variance: OnnxTensor;
}

/** The inputs of a BatchNormalization that hold its statistics. */
export const STATISTICS = { mean: 3, variance: 4 } as const;

/** The BatchNormalization nodes of a graph; those in sub-graphs are left out together. */
export function batchNormSites(model: OnnxModel): Sites<BatchNormSite> {
  return sorted(model, (node) => {
    if (node.subGraphs.some(({ opTypes }) => opTypes.includes("BatchNormalization"))) return "it is in a sub-graph";
    return node.domain === "" && node.opType === "BatchNormalization" ? siteOf(model, node) : null;
  });
}

function siteOf(model: OnnxModel, node: OnnxNode): BatchNormSite | string {
  if (node.attributes.get("training_mode") === 1) return "it is in training mode";
  if (node.attributes.get("spatial") === 0) return "it has statistics for each pixel";
  if (node.outputs.slice(1).some((output) => output !== "")) return "it gives its statistics out";
  const mean = ownTensor(model, "running mean", node.inputs[STATISTICS.mean] ?? "");
  if (typeof mean === "string") return mean;
  const variance = ownTensor(model, "running variance", node.inputs[STATISTICS.variance] ?? "");
  if (typeof variance === "string") return variance;
  return { node, channels: mean.size, mean, variance };
}
