import { editGraph } from "../edit.js";
import type { OnnxModel } from "../model.js";
import { type NodeSpec, nodeProto, valueProto } from "../proto.js";
import { tracedSettings } from "./settings.js";

const FLOAT = 1;

/** A model that says of everything on its way how large it is. */
export interface TracedModel {
  readonly bytes: Uint8Array;
  /** Output → the tensor whose dimensions it gives as float32. */
  readonly dims: ReadonlyMap<string, string>;
  /** Output → the tensor of whole numbers that it gives as float32. */
  readonly settings: ReadonlyMap<string, string>;
}

/**
 * The bytes of a model that also gives out, as floats, the dimensions of every tensor that a node makes and the whole numbers
 * that say where elements go. The tensors themselves stay inside, since all together they may be larger than the weights.
 */
export function traced(model: OnnxModel): TracedModel {
  const made = model.nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== ""));
  const dims = new Map(made.map((tensor, i) => [`trisim/dims/${i}`, tensor]));
  const settings = new Map(tracedSettings(model).map((tensor, i) => [`trisim/setting/${i}`, tensor]));
  const nodes = [
    ...[...dims].flatMap(([output, tensor]) => [
      shapeOf(tensor, `${output}/whole`),
      asFloats(`${output}/whole`, output),
    ]),
    ...[...settings].map(([output, tensor]) => asFloats(tensor, output)),
  ];
  const bytes = editGraph(model, {
    nodes: nodes.map(nodeProto),
    outputs: [...dims.keys(), ...settings.keys()].map(valueProto),
  });
  return { bytes, dims, settings };
}

function shapeOf(tensor: string, output: string): NodeSpec {
  return { opType: "Shape", inputs: [tensor], outputs: [output] };
}

function asFloats(tensor: string, output: string): NodeSpec {
  return { opType: "Cast", inputs: [tensor], outputs: [output], attributes: { to: FLOAT } };
}
