import { TrisimError } from "../errors.js";
import type { OnnxModel, OnnxNode, OnnxValue } from "./model.js";

/** Who makes and who reads each tensor. */
export interface Graph {
  readonly producer: ReadonlyMap<string, OnnxNode>;
  /** In graph order; a node that reads a tensor twice is there once. */
  readonly consumers: ReadonlyMap<string, readonly OnnxNode[]>;
}

const graphs = new WeakMap<OnnxModel, Graph>();

/** Producers and consumers of a model's tensors, found once for each model. */
export function graphOf(model: OnnxModel): Graph {
  const known = graphs.get(model) ?? linked(model);
  graphs.set(model, known);
  return known;
}

function linked(model: OnnxModel): Graph {
  const producer = new Map(model.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const consumers = new Map<string, OnnxNode[]>();
  for (const node of model.nodes) {
    for (const tensor of readsOf(node)) {
      const readers = consumers.get(tensor);
      if (readers === undefined) consumers.set(tensor, [node]);
      else readers.push(node);
    }
  }
  return { producer, consumers };
}

/** Tensors a node reads, those of its sub-graphs included; each once. */
export function readsOf(node: OnnxNode): ReadonlySet<string> {
  const reads = new Set([...node.inputs, ...node.subGraphs.flatMap((graph) => graph.captures)]);
  reads.delete("");
  return reads;
}

/** Operators that look at the shape of their input, never at its values. */
const SHAPE_ONLY: ReadonlySet<string> = new Set(["Shape", "Size", "EyeLike", "RandomNormalLike", "RandomUniformLike"]);

export const readsShapeOnly = ({ opType }: OnnxNode): boolean => SHAPE_ONLY.has(opType);

/** The tensors whose values depend on those of `roots`, the roots included. */
function dependents(model: OnnxModel, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set(roots);
  for (const node of model.nodes) {
    if (readsShapeOnly(node)) continue;
    if (![...readsOf(node)].some((tensor) => found.has(tensor))) continue;
    for (const output of node.outputs) if (output !== "") found.add(output);
  }
  return found;
}

const inputDependents = new WeakMap<OnnxModel, ReadonlySet<string>>();

/** The tensors whose values depend on any input of the graph; every other one is a constant, if not of its shapes. */
export function inputDependent(model: OnnxModel): ReadonlySet<string> {
  const roots = model.inputs.map((input) => input.name);
  const known = inputDependents.get(model) ?? dependents(model, roots);
  inputDependents.set(model, known);
  return known;
}

const imageDependents = new WeakMap<OnnxModel, ReadonlySet<string>>();

/** The tensors whose VALUES depend on the image, the image input included: `Shape` and `Size` end the dependence. */
export function imageDependent(model: OnnxModel): ReadonlySet<string> {
  const known = imageDependents.get(model) ?? dependents(model, [imageInput(model).name]);
  imageDependents.set(model, known);
  return known;
}

/** `target` and every tensor it is computed from. */
export function ancestors(model: OnnxModel, target: string): ReadonlySet<string> {
  const { producer } = graphOf(model);
  const found = new Set([target]);
  for (const tensor of found) {
    const node = producer.get(tensor);
    if (node !== undefined) for (const read of readsOf(node)) found.add(read);
  }
  return found;
}

const FLOATS: ReadonlySet<OnnxValue["elemType"]> = new Set(["float32", "float16", "float64", "bfloat16"]);

/** Whether a tensor holds real numbers, as far as the file says. */
export function isFloat(value: Pick<OnnxValue, "elemType">): boolean {
  return FLOATS.has(value.elemType);
}

/**
 * The input that takes the images: the only 4-D float input, else the only float input.
 *
 * @throws TrisimError "unsupported" where there is none, or no telling which.
 */
export function imageInput(model: OnnxModel): OnnxValue {
  const floats = model.inputs.filter(isFloat);
  const images = floats.filter((input) => input.dims?.length === 4);
  const [input, second] = images.length > 0 ? images : floats;
  if (input !== undefined && second === undefined) return input;
  const found = model.inputs.map(({ name, elemType, dims }) => `${name} ${elemType} [${dims?.join(", ") ?? "?"}]`);
  const what = `expected one float input of 4 dimensions for images, found ${found.join(", ") || "none"}`;
  throw new TrisimError("unsupported", `${model.name}: ${what}`);
}
