import { readModel } from "../../src/onnx/read-model.js";
import type { ImageInput } from "../../src/runtime/image-input.js";
import { gaussian } from "../kernels/matrices.js";
import { type AttributeSpec, modelBytes, type NodeLine, type TensorSpec } from "./onnx-builder.js";

type Attributes = Readonly<Record<string, number | readonly number[] | AttributeSpec>>;

/** A network put together node by node, every tensor with a name of its own. */
export interface Net {
  readonly opset: number;
  /** The tensor of the images. */
  readonly images: string;
  /** A parameter around 0, as large as keeps what it makes about as large as what it reads. */
  weight(...dims: number[]): string;
  /** A parameter around 1, as the scale of a norm. */
  gain(...dims: number[]): string;
  /** A list of whole numbers. */
  ints(...values: number[]): string;
  /** A single number. */
  number(value: number): string;
  /** A tensor that is no parameter, as indices. */
  constant(spec: TensorSpec): string;
  /** @param inputs - tensors divided by blanks, `_` for one left out. */
  add(opType: string, inputs: string, attributes?: Attributes): string;
  /** A node of several outputs. */
  addAll(count: number, opType: string, inputs: string, attributes?: Attributes): readonly string[];
  /** The network that gives these tensors, divided by blanks. */
  model(outputs: string): NetModel;
}

export interface NetModel {
  readonly name: string;
  readonly onnx: ReturnType<typeof readModel>;
  readonly input: ImageInput;
}

/** @param shape - channels, height and width of the images. */
export function net(shape: ImageInput["shape"], opset = 17): Net {
  const weights: TensorSpec[] = [];
  const nodes: NodeLine[] = [];
  function stored(spec: TensorSpec): string {
    const name = `stored${weights.length}`;
    weights.push({ ...spec, name });
    return name;
  }
  function random(dims: readonly number[], mean: number, size: number): string {
    const count = dims.reduce((product, dim) => product * dim, 1);
    const values = gaussian(1, count, weights.length + 1).data;
    return stored({ dims, values: Array.from(values, (value) => mean + size * value) });
  }
  function addAll(count: number, opType: string, inputs: string, attributes: Attributes = {}) {
    const outputs = Array.from({ length: count }, (_, k) => `${opType}${nodes.length}${"abcdefgh"[k]}`);
    const given = Object.entries(attributes).map(([key, value]) => [key, attribute(value)] as const);
    nodes.push([opType, inputs, outputs.join(" "), Object.fromEntries(given)]);
    return outputs;
  }
  return {
    opset,
    images: "images",
    weight(...dims) {
      const all = dims.reduce((product, dim) => product * dim, 1);
      return random(dims, 0, dims.length < 2 ? 0.3 : 1.5 * Math.sqrt(Math.max(...dims) / all));
    },
    gain: (...dims) => random(dims, 1, 0.3),
    ints: (...values) => stored({ type: "int64", dims: [values.length], values }),
    number: (value) => stored({ dims: [], values: [value] }),
    constant: stored,
    add: (...line) => addAll(1, ...line)[0] ?? "",
    addAll,
    model(outputs) {
      const inputs = [["images", "float32", ["n", ...shape]]] as const;
      const bytes = modelBytes({ inputs, outputs: outputs.split(" "), weights, nodes, opset });
      return { name: "net", onnx: readModel(bytes, "net"), input: { name: "images", batch: null, shape } };
    },
  };
}

function attribute(value: Attributes[string]): AttributeSpec {
  if (typeof value === "number") return { int: value };
  return "length" in value ? { ints: value } : value;
}
