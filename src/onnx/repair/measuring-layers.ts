import type { OnnxModel } from "../model.js";
import { nodeProto } from "../proto.js";
import { renamedNode } from "../renamed-node.js";
import type { Variant } from "../variant.js";
import type { LayerSite } from "./layer-sites.js";
import { type Edit, type MeasuringGraph, measuringGraph } from "./measuring.js";
import { type Builder, momentNodes } from "./moment-nodes.js";

/**
 * A graph that computes what the model does and gives mean and biased variance of each output channel of the planned
 * layers out, over all other axes of the batch.
 *
 * @param layers - from a plan of the model.
 * @param between - how the network that is measured differs from the model.
 */
export function measuringLayers(
  model: OnnxModel,
  layers: readonly LayerSite[],
  between: Partial<Variant> = {},
): MeasuringGraph {
  const edit = ({ node, layout, channels }: LayerSite, builder: Builder): Edit => {
    const moments = momentNodes(builder, node.outputs[0] ?? "", layout, channels);
    return { replaced: node, nodes: [renamedNode(model, node, {}), ...moments.nodes.map(nodeProto)], moments };
  };
  return measuringGraph(model, layers, false, edit, between);
}
