import { node } from "../matrix-graph.js";
import { ELEM_TYPES, type OnnxModel } from "../model.js";
import { floatsProto, type NodeSpec, nodeProto } from "../proto.js";
import { renamedNode } from "../renamed-node.js";
import type { Variant } from "../variant.js";
import type { LayerSite } from "./layer-sites.js";
import { type Edit, type MeasuringGraph, measuringGraph } from "./measuring.js";
import { type Builder, type Moments, momentNodes } from "./moment-nodes.js";

/** A graph whose layers are fed the statistics that they are to have. */
export interface RepairingGraph extends MeasuringGraph {
  /** The inputs that take them, float32 of 1 × C × 1, one entry a layer. */
  readonly targets: readonly LayerTargets[];
}

/** The names of two inputs: means, and standard deviations. */
interface LayerTargets {
  readonly mean: string;
  readonly deviation: string;
}

/**
 * A graph in which each planned layer's output y is replaced by (y − μ)/σ·σ_t + μ_t, where μ and σ are those of the batch
 * itself and come out, and μ_t and σ_t are fed. A channel that is constant up to rounding stays as it is.
 *
 * All layers are repaired in one pass: each sees what the repaired ones before it give.
 *
 * @param layers - from a plan of the model.
 * @param between - how the network that is measured differs from the model.
 */
export function repairingLayers(
  model: OnnxModel,
  layers: readonly LayerSite[],
  between: Partial<Variant> = {},
): RepairingGraph {
  const targets: LayerTargets[] = [];
  const edit = (layer: LayerSite, builder: Builder) => {
    const target = { mean: builder.of("target.mean"), deviation: builder.of("target.deviation") };
    targets.push(target);
    return editOf(model, layer, target, builder);
  };
  return { ...measuringGraph(model, layers, true, edit, between), targets };
}

function editOf(model: OnnxModel, layer: LayerSite, target: LayerTargets, builder: Builder): Edit {
  const { node: maker, layout, channels } = layer;
  const raw = builder.of("raw");
  const moments = momentNodes(builder, raw, layout, channels);
  const after = [...moments.nodes, ...repaired(layer, raw, moments, target, builder)];
  return {
    replaced: maker,
    nodes: [renamedNode(model, maker, { outputs: new Map([[0, raw]]) }), ...after.map(nodeProto)],
    moments,
    inputs: [target.mean, target.deviation].map((name) => floatsProto(name, [1, channels, 1])),
  };
}

/** From the moments of a layer's raw output to the tensor that the layer made before. */
function repaired(
  { node: maker, weight }: LayerSite,
  raw: string,
  { centred, mean, variance }: Moments,
  target: LayerTargets,
  { of, shared }: Builder,
): readonly NodeSpec[] {
  return [
    node("Mul", [mean, mean], of("mean.square")),
    node("Mul", [of("mean.square"), shared.constant], of("floor")),
    node("Greater", [variance, of("floor")], of("varies")),
    node("Sqrt", [variance], of("deviation")),
    node("Div", [target.deviation, of("deviation")], of("ratio")),
    node("Where", [of("varies"), of("ratio"), shared.one], of("scale")),
    node("Where", [of("varies"), target.mean, mean], of("centre")),
    node("Mul", [centred, of("scale")], of("scaled")),
    node("Add", [of("scaled"), of("centre")], of("shifted")),
    node("Shape", [raw], of("shape")),
    node("Reshape", [of("shifted"), of("shape")], of("shaped")),
    node("Cast", [of("shaped")], maker.outputs[0] ?? "", { to: ELEM_TYPES.indexOf(weight.elemType) }),
  ];
}
