import { ELEM_TYPES } from "../src/onnx/model.js";
import { bytesField, concatBytes, intField } from "../src/onnx/proto.js";
import { type AttributeSpec, type NodeLine, nodeBytes, tensorBytes, valueBytes } from "../test/support/onnx-builder.js";

/** Classes of every such network. */
export const CLASSES = 1000;

/** A graph put together node by node; what a node makes is named after its number. */
export interface RandomNetwork {
  weight(dims: readonly number[], spread: number, mean?: number): string;
  /** A constant, of whole numbers unless its type is said. */
  constant(dims: readonly number[], values: readonly number[], type?: "int64" | "float32"): string;
  node(opType: string, inputs: string, attributes?: Readonly<Record<string, AttributeSpec>>): string;
  /** An ONNX file for images of 224 × 224. */
  bytes(output: string): Uint8Array;
}

/** @param draw - numbers of mean 0 and variance 1, for the weights. */
export function randomNetwork(draw: () => number): RandomNetwork {
  const nodes: NodeLine[] = [];
  const tensors: Uint8Array[] = [];
  return {
    weight(dims, spread, mean = 0) {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const values = new Float32Array(size).map(() => mean + spread * draw());
      const name = `w${tensors.length}`;
      tensors.push(
        concatBytes([
          ...dims.map((dim) => intField(1, dim)),
          intField(2, ELEM_TYPES.indexOf("float32")),
          bytesField(8, name),
          bytesField(9, new Uint8Array(values.buffer)),
        ]),
      );
      return name;
    },
    constant(dims, values, type = "int64") {
      const name = `w${tensors.length}`;
      tensors.push(tensorBytes({ name, type, dims, values }));
      return name;
    },
    node(opType, inputs, attributes = {}) {
      const name = `t${nodes.length}`;
      nodes.push([opType, inputs, name, attributes]);
      return name;
    },
    bytes(output) {
      const graph = concatBytes([
        ...nodes.map((line) => bytesField(1, nodeBytes(line))),
        bytesField(2, "random"),
        ...tensors.map((tensor) => bytesField(5, tensor)),
        bytesField(11, valueBytes(["image", "float32", ["n", 3, 224, 224]])),
        bytesField(12, valueBytes([output, "float32", ["n", CLASSES]])),
      ]);
      return concatBytes([intField(1, 8), bytesField(7, graph), bytesField(8, intField(2, 17))]);
    },
  };
}
