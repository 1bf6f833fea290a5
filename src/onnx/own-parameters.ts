import { editGraph } from "./edit.js";
import { freshNames, namesOf } from "./fresh-names.js";
import { isFloat } from "./graph.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { readModel } from "./read-model.js";
import { renamedNode } from "./renamed-node.js";
import { type NamedCopy, tensorCopies } from "./tensor-copies.js";

/** An input of a node that gets a tensor of its own. */
interface Copied {
  readonly node: OnnxNode;
  readonly input: number;
  readonly name: string;
  readonly source: OnnxTensor;
}

/**
 * Gives every input of every node that reads a float initialiser its own copy of it. The model computes exactly what it did.
 *
 * Exporters store equal tensors once, and so two zero biases of A may be one tensor where those of B are two. Whoever
 * edits one must not touch the other; of two networks whose nodes all have their own, any two parameters pair.
 *
 * A weight that a network uses twice on purpose becomes two equal ones. They stay equal on the way to a network in which
 * they are equal too: what is equal in both is mixed to the same number.
 *
 * The first reader keeps the tensor. What a sub-graph reads stays as it is, its readers outside get copies. The default
 * of a graph input may be such a tensor: feeding another value there then reaches its first reader only.
 *
 * @param model - un-shared, see `unshare`: what comes through an `Identity` is not looked at.
 * @param isMeant - which inputs get their own, by node and place; all where it is left out.
 * @returns the same model where nothing is shared.
 * @throws TrisimError "unsupported" where the copies do not fit in one file.
 */
export function ownParameters(
  model: OnnxModel,
  isMeant: (node: OnnxNode, input: number) => boolean = () => true,
): OnnxModel {
  const copied = copiedInputs(model, isMeant);
  if (copied.length === 0) return model;
  const initializers = tensorCopies(
    model,
    copied.map(({ name, source }): NamedCopy => [name, source]),
  );
  const names = new Map<OnnxNode, Map<number, string>>();
  for (const { node, input, name } of copied) names.set(node, (names.get(node) ?? new Map()).set(input, name));
  const replace = new Map([...names].map(([node, inputs]) => [node, [renamedNode(model, node, { inputs })]] as const));
  return readModel(editGraph(model, { replace, initializers }), model.name);
}

/** Every reading of a float initialiser after the first, in graph order; one that is not meant counts as the first. */
function copiedInputs(model: OnnxModel, isMeant: (node: OnnxNode, input: number) => boolean): readonly Copied[] {
  const taken = namesOf(model);
  const captured = model.nodes.flatMap(({ subGraphs }) => subGraphs.flatMap(({ captures }) => captures));
  const unmeant = model.nodes.flatMap((node) => node.inputs.filter((_, input) => !isMeant(node, input)));
  const read = new Set([...captured, ...unmeant]);
  return model.nodes.flatMap((node, n) =>
    node.inputs.flatMap((tensor, input): readonly Copied[] => {
      const source = model.initializers.get(tensor);
      if (source === undefined || !isFloat(source) || !isMeant(node, input)) return [];
      // By place, so that copies of two networks are called alike only where they are in the same one.
      const name = () => freshNames(taken, `trisim/own/${n}/${input}`)();
      if (read.has(tensor)) return [{ node, input, name: name(), source }];
      read.add(tensor);
      return [];
    }),
  );
}
