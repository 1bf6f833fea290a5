import { storedTensor } from "../constants.js";
import { graphOf, isFloat } from "../graph.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { nodeText } from "../origins.js";

/** A layer that is not repaired, as messages name it, and why. */
export interface LeftOut {
  readonly node: string;
  readonly why: string;
}

/** The nodes of one kind that are repaired, and those that are not; both in graph order. */
export interface Sites<Site> {
  readonly sites: readonly Site[];
  readonly leftOut: readonly LeftOut[];
}

/** Sorts what is found of each node, a site or the reason why it is none; `null` says nothing of a node. */
export function sorted<Site extends object>(
  model: OnnxModel,
  find: (node: OnnxNode) => Site | string | null,
): Sites<Site> {
  const found = model.nodes.map((node) => [node, find(node)] as const);
  return {
    sites: found.flatMap(([, site]) => (site === null || typeof site === "string" ? [] : [site])),
    leftOut: found.flatMap(([node, why]) => (typeof why === "string" ? [{ node: nodeText(node), why }] : [])),
  };
}

/**
 * The stored tensor that a node, and nothing else, reads under this name; or why it cannot be edited.
 *
 * @param what - what it is to the node, for the reason.
 */
export function ownTensor(model: OnnxModel, what: string, name: string): OnnxTensor | string {
  const tensor = storedTensor(model, name);
  if (tensor === null) {
    const by = graphOf(model).producer.get(name)?.opType;
    return by === undefined ? `it has no ${what}` : `its ${what} comes from a ${by}`;
  }
  if (!isFloat(tensor)) return `its ${what} is of ${tensor.elemType}`;
  if (tensor.valueField === "int32") return `its ${what} is ${tensor.elemType} in varints`;
  const readers = model.nodes.flatMap(({ inputs, subGraphs }) =>
    [...inputs, ...subGraphs.flatMap(({ captures }) => captures)].filter((input) => input === name),
  );
  const isOutput = model.outputs.some((output) => output.name === name);
  return readers.length > 1 || isOutput ? `its ${what} "${name}" is also read elsewhere` : tensor;
}
