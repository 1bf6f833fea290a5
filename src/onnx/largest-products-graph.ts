import { type MatrixGraph, node } from "./matrix-graph.js";

/** Of each row of `rows` the `count` rows of `x` with which it has the largest products: these, and their places as float32. */
export function largestProductsGraph(count: number): MatrixGraph {
  return {
    name: `${count} largest products`,
    inputs: ["rows", "x"],
    outputs: ["products", "places"],
    wholes: { count },
    nodes: [
      node("Gemm", ["rows", "x"], "all", { transB: 1 }),
      { opType: "TopK", inputs: ["all", "count"], outputs: ["products", "found"] },
      node("Cast", ["found"], "places", { to: FLOAT }),
    ],
  };
}

/** `TensorProto.DataType` of float32. */
const FLOAT = 1;
