import { AXES, type MatrixGraph, node } from "./matrix-graph.js";
import type { NodeSpec } from "./proto.js";

/** What examples about their mean are made of: n × p, 1 × p, 1 × p and 1 × 1. */
export const CENTRED_INPUTS = ["examples", "centre", "residual", "root"] as const;

/** Xc'Yc of `x` and `y`. */
export const crossProductGraph: MatrixGraph = {
  name: "cross product",
  inputs: [...inputsOf("x"), ...inputsOf("y")],
  outputs: ["product"],
  nodes: [...centred("x"), ...centred("y"), node("Gemm", ["x", "y"], "product", { transA: 1 })],
};

/** XY' of `x` and `y`, n × p and m × p. */
export const rowProductsGraph: MatrixGraph = {
  name: "row products",
  inputs: ["x", "y"],
  outputs: ["product"],
  nodes: [node("Gemm", ["x", "y"], "product", { transB: 1 })],
};

/** The parts that X is cut into, so that only products of a part with itself or a later one are made. */
export const PARTS = 4;

/** Xc'Xc of `x`, PARTS × PARTS blocks of which those with i ≤ j are made. */
export const scatterGraph: MatrixGraph = {
  name: "scatter",
  inputs: inputsOf("x"),
  outputs: upperParts().map(([i, j]) => `product.${i}.${j}`),
  nodes: [
    ...centred("x"),
    { opType: "Split", inputs: ["x"], outputs: parts().map((i) => `part.${i}`), attributes: { axis: 1 } },
    ...upperParts().map(([i, j]) => node("Gemm", [`part.${i}`, `part.${j}`], `product.${i}.${j}`, { transA: 1 })),
  ],
};

function parts(): readonly number[] {
  return Array.from({ length: PARTS }, (_, i) => i);
}

/** The blocks on and above the diagonal. */
export function upperParts(): readonly (readonly [number, number])[] {
  return parts().flatMap((i) => parts().flatMap((j) => (i <= j ? [[i, j] as const] : [])));
}

/** xc_i'C yc_i of `x`, `y` and C. */
export const rowFormsGraph: MatrixGraph = {
  name: "row forms",
  inputs: [...inputsOf("x"), ...inputsOf("y"), "c"],
  outputs: ["forms"],
  nodes: [
    ...centred("x"),
    ...centred("y"),
    node("MatMul", ["x", "c"], "turned"),
    node("Mul", ["turned", "y"], "terms"),
    node("ReduceSum", ["terms", AXES.second], "forms", { keepdims: 0 }),
  ],
};

/**
 * What `cubeTrace` does, row by row.
 *
 * @param by - whether of products of features or of entries: of whichever are fewer.
 */
export function cubeTraceGraph(by: "features" | "entries"): MatrixGraph {
  return {
    name: `trace of a cube of ${by}`,
    inputs: ["examples", "centre", "root", ...(by === "features" ? ["u", "v", "minusV"] : ["shifts", "across"])],
    outputs: ["traces"],
    nodes: [
      node("Sub", ["examples", "centre"], "left"),
      node("Mul", ["left", "root"], "y"),
      ...(by === "features" ? factorProduct() : entries()),
      node("MatMul", ["s", "s"], "square"),
      node("Transpose", ["s"], "turned", { perm: [1, 0] }),
      node("Mul", ["square", "turned"], "terms"),
      node("ReduceSum", ["terms", AXES.second], "traces", { keepdims: 0 }),
    ],
  };
}

/** F'G, F = [y, u, v] and G = [y, u, −v]. */
function factorProduct(): readonly NodeSpec[] {
  return [
    node("Concat", ["y", "u", "v"], "f", { axis: 1 }),
    node("Concat", ["y", "u", "minusV"], "g", { axis: 1 }),
    node("Gemm", ["f", "g"], "s", { transA: 1 }),
  ];
}

/** yy' + α_i + α_j. */
function entries(): readonly NodeSpec[] {
  return [node("Gemm", ["y", "y", "across"], "products", { transB: 1 }), node("Add", ["products", "shifts"], "s")];
}

function inputsOf(matrix: string): readonly string[] {
  return CENTRED_INPUTS.map((name) => `${matrix}.${name}`);
}

/** (x − c − δ)·√scale */
function centred(x: string): readonly NodeSpec[] {
  return [
    node("Sub", [`${x}.examples`, `${x}.centre`], `${x}.left`),
    node("Sub", [`${x}.left`, `${x}.residual`], `${x}.about`),
    node("Mul", [`${x}.about`, `${x}.root`], x),
  ];
}
