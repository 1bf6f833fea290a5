import type { OnnxModel } from "./model.js";

/** The names of all tensors of a graph, those inside sub-graphs excepted. */
export function namesOf({ inputs, initializers, nodes }: OnnxModel): Set<string> {
  const made = nodes.flatMap((node) => node.outputs);
  return new Set([...inputs.map((input) => input.name), ...initializers.keys(), ...made]);
}

/**
 * Gives names that no tensor has, and takes them.
 *
 * @param names - those that are taken; each new one is added.
 * @param stem - what each begins with: `stem/1`, `stem/2`, …
 */
export function freshNames(names: Set<string>, stem: string): () => string {
  let count = 0;
  return () => {
    let name: string;
    do {
      count++;
      name = `${stem}/${count}`;
    } while (names.has(name));
    names.add(name);
    return name;
  };
}

/** A beginning that no tensor's name has, so that whatever begins with it is free. */
export function freePrefix(model: OnnxModel, stem: string): string {
  const names = [...namesOf(model)];
  let prefix = stem;
  for (let count = 2; names.some((name) => name.startsWith(prefix)); count++) prefix = `${stem}${count}`;
  return prefix;
}
