import type { OnnxModel } from "../model.js";
import { nodeText } from "../origins.js";
import { type BatchNormSite, batchNormSites } from "./batch-norm-sites.js";
import { type LayerSite, layerSites } from "./layer-sites.js";
import type { LeftOut } from "./left-out.js";

/**
 * What is to be set right in a network between two others.
 *
 * Averaged weights shrink the variance of activations. Where BatchNormalization nodes are kept, their running statistics
 * are computed anew; where the exporter folded them away, each layer's output gets the mean and the spread that lie
 * between those of the two ends (REPAIR).
 */
export type RepairPlan = BatchNormPlan | LayerPlan;

interface BatchNormPlan {
  readonly kind: "batch-norm";
  /** In graph order. */
  readonly nodes: readonly BatchNormSite[];
  /** BatchNormalization nodes that keep their statistics. */
  readonly leftOut: readonly LeftOut[];
}

interface LayerPlan {
  readonly kind: "repair";
  /** In graph order. */
  readonly layers: readonly LayerSite[];
  /** Layers with a weight that stay as they are. */
  readonly leftOut: readonly LeftOut[];
}

/** Nodes of both kinds, as the functions that make and use statistics take them. */
export type RepairSite = BatchNormSite | LayerSite;

/** From this operator set on, `Where` and broadcasting are what the graphs here need. */
const OLDEST = 9;

/**
 * Plans the repair of whatever lies between two networks of this graph.
 *
 * Repaired are, where the graph holds BatchNormalization, all such nodes with stored statistics, and nothing else;
 * elsewhere every Conv, Gemm and MatMul with its Add whose weight and one bias a channel are stored. Layers that are left
 * out are named with the reason: among them those that give the network's output, whose logits are not to be changed.
 *
 * Nothing that two nodes read is edited: let each have its own first, see `ownParameters`.
 *
 * @see Jordan et al. 2023, REPAIR: REnormalizing Permuted Activations for Interpolation Repair
 */
export function repairPlan(model: OnnxModel): RepairPlan {
  const isKept = model.nodes.some(({ opType, domain }) => domain === "" && opType === "BatchNormalization");
  const tooOld = `operator set ${model.opset} is older than ${OLDEST}`;
  if (isKept) {
    const { sites, leftOut } = batchNormSites(model);
    if (model.opset >= OLDEST) return { kind: "batch-norm", nodes: sites, leftOut };
    return { kind: "batch-norm", nodes: [], leftOut: [...leftOut, ...allLeftOut(sites, tooOld)] };
  }
  const { sites, leftOut } = layerSites(model);
  if (model.opset >= OLDEST) return { kind: "repair", layers: sites, leftOut };
  return { kind: "repair", layers: [], leftOut: [...leftOut, ...allLeftOut(sites, tooOld)] };
}

function allLeftOut(sites: readonly RepairSite[], why: string): readonly LeftOut[] {
  return sites.map(({ node }) => ({ node: nodeText(node), why }));
}

/** What a plan repairs, of either kind. */
export function sitesOf(plan: RepairPlan): readonly RepairSite[] {
  return plan.kind === "batch-norm" ? plan.nodes : plan.layers;
}
