import { node } from "../matrix-graph.js";
import { ELEM_TYPES, type OnnxModel, type OnnxTensor } from "../model.js";
import { nodeProto } from "../proto.js";
import { renamedNode } from "../renamed-node.js";
import type { Variant } from "../variant.js";
import { type BatchNormSite, STATISTICS } from "./batch-norm-sites.js";
import { type Edit, type MeasuringGraph, measuringGraph } from "./measuring.js";
import { type Builder, momentNodes } from "./moment-nodes.js";

/**
 * A graph whose BatchNormalization nodes normalise by mean and biased variance of the batch they are given, over all axes
 * but the channels', as in training, and give both out.
 *
 * @param sites - from a plan of the model.
 * @param between - how the network that is measured differs from the model.
 */
export function measuringBatchNorms(
  model: OnnxModel,
  sites: readonly BatchNormSite[],
  between: Partial<Variant> = {},
): MeasuringGraph {
  const edit = (site: BatchNormSite, builder: Builder): Edit => {
    const moments = momentNodes(builder, site.node.inputs[0] ?? "", "second", site.channels);
    const [mean, variance] = [builder.of("running.mean"), builder.of("running.variance")];
    const cast = (from: string, to: string, { elemType }: OnnxTensor) =>
      node("Cast", [from], to, { to: ELEM_TYPES.indexOf(elemType) });
    const before = [
      ...moments.nodes,
      cast(moments.outputs.mean, mean, site.mean),
      cast(moments.outputs.variance, variance, site.variance),
    ];
    // The node itself stays as it is, but that its statistics are computed.
    const inputs = new Map([
      [STATISTICS.mean, mean],
      [STATISTICS.variance, variance],
    ]);
    const nodes = [...before.map(nodeProto), renamedNode(model, site.node, { inputs })];
    return { replaced: site.node, nodes, moments };
  };
  return measuringGraph(model, sites, true, edit, between);
}
