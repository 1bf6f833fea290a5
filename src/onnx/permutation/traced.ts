import { withAppended } from "../edit.js";
import type { OnnxModel } from "../model.js";
import { nodeProto, valueProto } from "../proto.js";
import { asFloats, dimsNodes } from "../tap.js";
import type { Variant } from "../variant.js";
import { tracedSettings } from "./settings.js";

/** A model that says of everything on its way how large it is. */
export interface TracedModel {
  readonly graph: Variant;
  /** Output → the tensor whose dimensions it gives as float32. */
  readonly dims: ReadonlyMap<string, string>;
  /** Output → the tensor of whole numbers that it gives as float32. */
  readonly settings: ReadonlyMap<string, string>;
}

/**
 * A model that also gives out, as floats, the dimensions of every tensor that a node makes and the whole numbers
 * that say where elements go. The tensors themselves stay inside, since all together they may be larger than the weights.
 */
export function traced(model: OnnxModel): TracedModel {
  const made = model.nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== ""));
  const dims = new Map(made.map((tensor, i) => [`trisim/dims/${i}`, tensor]));
  const settings = new Map(tracedSettings(model).map((tensor, i) => [`trisim/setting/${i}`, tensor]));
  const nodes = [
    ...[...dims].flatMap(([output, tensor]) => dimsNodes(output, tensor)),
    ...[...settings].map(([output, tensor]) => asFloats(output, tensor)),
  ];
  const graph = withAppended(model, {
    nodes: nodes.map(nodeProto),
    outputs: [...dims.keys(), ...settings.keys()].map(valueProto),
  });
  return { graph, dims, settings };
}
