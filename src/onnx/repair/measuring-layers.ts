import type { OnnxModel } from "../model.js";
import { nodeProto } from "../proto.js";
import { renamedNode } from "../renamed-node.js";
import type { LayerSite } from "./layer-sites.js";
import { type MeasuringGraph, measuringGraph } from "./measuring.js";
import { momentNodes } from "./moment-nodes.js";

/**
 * A graph that computes what the model does and gives mean and biased variance of each output channel of the planned
 * layers out, over all other axes of the batch.
 *
 * @param model - its bytes may be those of a network between it and another one, with outputs appended or without.
 * @param layers - from a plan of the model.
 */
export function measuringLayers(model: OnnxModel, layers: readonly LayerSite[]): MeasuringGraph {
  return measuringGraph(model, layers, false, ({ node, layout, channels }, builder) => {
    const moments = momentNodes(builder, node.outputs[0] ?? "", layout, channels);
    return { replaced: node, nodes: [renamedNode(model, node, {}), ...moments.nodes.map(nodeProto)], moments };
  });
}
