import { graphOf } from "./graph.js";
import type { AttributeValue, ElemType, OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { type TensorValues, tensorValues } from "./tensor-values.js";

/** A tensor whose values are in the file. */
export interface Constant {
  readonly elemType: ElemType;
  readonly dims: readonly number[];
  readonly values: TensorValues;
}

/**
 * The value of a tensor that the file holds: an initialiser or a `Constant` node, seen through `Identity`.
 *
 * @returns `null` where the tensor is computed.
 * @throws TrisimError "unsupported" for constants of strings and other element types that are not decoded.
 */
export function constantOf(model: OnnxModel, name: string): Constant | null {
  const { producer } = graphOf(model);
  let at = name;
  for (;;) {
    const tensor = storedTensor(model, at);
    if (tensor !== null) return { elemType: tensor.elemType, dims: tensor.dims, values: tensorValues(model, tensor) };
    const node = producer.get(at);
    if (node?.opType !== "Identity") return node?.opType === "Constant" ? constantOfAttributes(node) : null;
    at = node.inputs[0] ?? "";
  }
}

/** The tensor in the file that holds the values of `name` itself: an initialiser or the value of a `Constant` node. */
export function storedTensor(model: OnnxModel, name: string): OnnxTensor | null {
  const initializer = model.initializers.get(name);
  if (initializer !== undefined) return initializer;
  const node = graphOf(model).producer.get(name);
  const value = node?.opType === "Constant" ? node.attributes.get("value") : undefined;
  return typeof value === "object" && "record" in value ? value : null;
}

/** Operators that hand a weight on: the same values, laid out or stored differently. */
const CARRIERS: ReadonlySet<string> = new Set(["Identity", "Cast", "Transpose", "Reshape", "Squeeze", "Unsqueeze"]);

/** Where the values of a weight are, and how the graph hands them on. */
export interface WeightPath {
  readonly tensor: OnnxTensor;
  /** What the graph calls the stored tensor: an initialiser's name, or that of what a `Constant` node makes. */
  readonly name: string;
  /** The nodes that hand it on, from the file to the weight. */
  readonly carriers: readonly OnnxNode[];
}

/** The tensor in the file that a weight comes from, through `Transpose`, `Cast` and the like; `null` if computed. */
export function weightPath(model: OnnxModel, name: string): WeightPath | null {
  const { producer } = graphOf(model);
  const carriers: OnnxNode[] = [];
  let at = name;
  for (;;) {
    const tensor = storedTensor(model, at);
    if (tensor !== null) return { tensor, name: at, carriers };
    const node = producer.get(at);
    if (node === undefined || !CARRIERS.has(node.opType)) return null;
    carriers.unshift(node);
    at = node.inputs[0] ?? "";
  }
}

/** The tensor of `weightPath`. */
export function weightSource(model: OnnxModel, name: string): OnnxTensor | null {
  return weightPath(model, name)?.tensor ?? null;
}

/** `Constant` nodes may spell small values as plain attributes. */
function constantOfAttributes({ attributes }: OnnxNode): Constant | null {
  const floats = attributes.get("value_float") ?? attributes.get("value_floats");
  if (floats !== undefined) return numeric("float32", floats, (numbers) => Float32Array.from(numbers));
  const ints = attributes.get("value_int") ?? attributes.get("value_ints");
  return ints === undefined ? null : numeric("int64", ints, (numbers) => BigInt64Array.from(numbers, toInt64));
}

function numeric(
  elemType: ElemType,
  value: AttributeValue,
  pack: (numbers: readonly number[]) => TensorValues,
): Constant | null {
  if (typeof value === "number") return { elemType, dims: [], values: pack([value]) };
  if (!Array.isArray(value)) return null;
  const numbers = value.filter((item) => typeof item === "number");
  return { elemType, dims: [numbers.length], values: pack(numbers) };
}

/** The largest 64-bit integer, "to the end" in slices, is 2^63 as a double. */
function toInt64(value: number): bigint {
  const exact = BigInt(value);
  return exact === 2n ** 63n ? exact - 1n : exact;
}
