import {
  bytesField,
  concatBytes,
  int64Proto,
  intField,
  matrixProto,
  type NodeSpec,
  nodeProto,
  valueProto,
} from "./proto.js";

const IR_VERSION = 8;
const OPSET = 17;

/** An ONNX model that computes with matrices of float32, of whatever shape they are fed in. */
export interface MatrixGraph {
  /** What it is called where a runtime complains of it. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeSpec[];
  /** Whole numbers that nodes take as an input, by name. */
  readonly wholes?: Readonly<Record<string, number>>;
}

/** The names of axes, for nodes that take them as an input. */
export const AXES = { first: "axis.first", second: "axis.second" } as const;

/** The bytes of the model. */
export function matrixModel({ name, inputs, outputs, nodes, wholes = {} }: MatrixGraph): Uint8Array {
  const used = new Set(nodes.flatMap((node) => node.inputs));
  const numbers = Object.entries({ [AXES.first]: 0, [AXES.second]: 1, ...wholes }).filter(([key]) => used.has(key));
  const graph = concatBytes([
    ...nodes.map((node) => bytesField(1, nodeProto(node))),
    bytesField(2, name),
    ...numbers.map(([key, value]) => bytesField(5, int64Proto(key, [value]))),
    ...inputs.map((input) => bytesField(11, matrixProto(input))),
    ...outputs.map((output) => bytesField(12, valueProto(output))),
  ]);
  const opset = concatBytes([bytesField(1, ""), intField(2, OPSET)]);
  return concatBytes([intField(1, IR_VERSION), bytesField(7, graph), bytesField(8, opset)]);
}

/** One node with one output. */
export function node(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: NodeSpec["attributes"] = {},
): NodeSpec {
  return { opType, inputs, outputs: [output], attributes };
}
