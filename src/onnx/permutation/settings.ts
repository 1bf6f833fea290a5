import { intAttribute, intsAttribute } from "../attributes.js";
import { constantOf } from "../constants.js";
import { graphOf } from "../graph.js";
import type { OnnxModel, OnnxNode } from "../model.js";
import type { Trace } from "./flow.js";

/** Operator → its inputs whose values say where elements go. */
const SETTING_INPUTS: Readonly<Record<string, readonly number[]>> = {
  Slice: [1, 2, 3, 4],
  Gather: [1],
  Pad: [1, 3],
  Tile: [1],
};

/** The whole numbers that a network computes for itself and that say where elements go: a trace must have their values. */
export function tracedSettings(model: OnnxModel): readonly string[] {
  const { producer } = graphOf(model);
  const read = model.nodes.flatMap((node) => {
    const slots = [...(SETTING_INPUTS[node.opType] ?? []), ...(isReduction(node) ? [1] : [])];
    return slots.flatMap((slot) => node.inputs[slot] ?? []);
  });
  return [...new Set(read)].filter((name) => name !== "" && producer.has(name) && !isStored(model, name));
}

function isStored(model: OnnxModel, name: string): boolean {
  return constantOf(model, name) !== null;
}

export function isReduction({ opType }: OnnxNode): boolean {
  return opType.startsWith("Reduce");
}

type Known = { readonly model: OnnxModel; readonly trace: Trace };

/** The whole numbers of an input, `null` where it is left out or its values are not known. */
export function settingOf({ model, trace }: Known, node: OnnxNode, slot: number): readonly number[] | null {
  const name = node.inputs[slot] ?? "";
  if (name === "") return null;
  const values = trace.settings.get(name) ?? constantOf(model, name)?.values;
  return values === undefined ? null : Array.from(values as ArrayLike<number | bigint>, Number);
}

/** A list of whole numbers that older operator sets give as an attribute and newer ones as an input. */
export function listOf(known: Known, node: OnnxNode, name: string, slot: number): readonly number[] | null {
  return intsAttribute(node, name) ?? settingOf(known, node, slot);
}

/** An axis as an index from the front. */
export function axisOf(node: OnnxNode, fallback: number, rank: number): number {
  const axis = intAttribute(node, "axis", fallback);
  return axis < 0 ? axis + rank : axis;
}
