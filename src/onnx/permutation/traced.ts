import { editGraph } from "../edit.js";
import type { OnnxModel } from "../model.js";
import { nodeProto, valueProto } from "../proto.js";
import { tracedSettings } from "./settings.js";

const FLOAT = 1;

/** A model that shows everything on its way. */
export interface TracedModel {
  readonly bytes: Uint8Array;
  /** Output → the tensor of whole numbers that it gives as float32. */
  readonly settings: ReadonlyMap<string, string>;
}

/** The bytes of a model that also gives out every tensor that a node makes, and as floats the whole numbers that say where elements go. */
export function traced(model: OnnxModel): TracedModel {
  const there = new Set(model.outputs.map(({ name }) => name));
  const made = model.nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== "" && !there.has(name)));
  const settings = new Map(tracedSettings(model).map((tensor, i) => [`trisim/setting/${i}`, tensor]));
  const casts = [...settings].map(([output, tensor]) =>
    nodeProto({ opType: "Cast", inputs: [tensor], outputs: [output], attributes: { to: FLOAT } }),
  );
  const bytes = editGraph(model, { nodes: casts, outputs: [...made, ...settings.keys()].map(valueProto) });
  return { bytes, settings };
}
