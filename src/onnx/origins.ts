import type { OnnxModel } from "./model.js";

/**
 * Where each tensor of a graph comes from, by position and not by name: two graphs are wired alike where tensors in the
 * same places have the same origins.
 *
 * @returns tensor → `input 0`, `output 0 of node 7`, or `stored` for an initialiser, of which the place where it is read
 * says which one it is; an input that is left out is `nothing`.
 */
export function originsOf(model: OnnxModel): ReadonlyMap<string, string> {
  const made = model.nodes.flatMap(({ outputs }, n) =>
    outputs.map((name, k) => [name, `output ${k} of node ${n}`] as const),
  );
  return new Map([
    ...[...model.initializers.keys()].map((name) => [name, "stored"] as const),
    ...model.inputs.map(({ name }, k) => [name, `input ${k}`] as const),
    ...made,
    ["", "nothing"],
  ]);
}

/** How a message names a node: its operator, and its own name or that of what it makes. */
export function nodeText({ opType, name, outputs }: OnnxModel["nodes"][number]): string {
  return `${opType} "${name || outputs[0] || ""}"`;
}
