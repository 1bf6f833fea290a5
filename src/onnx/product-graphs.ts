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

/** The parts that X is cut into where its features divide by them, so that only products of a part with itself or a later one are made. */
export const PARTS = 4;

/** Xc'Xc of `x`, parts × parts blocks of which those with i ≤ j are made. */
export function scatterGraph(parts: number): MatrixGraph {
  return {
    name: `scatter in ${parts}`,
    inputs: inputsOf("x"),
    outputs: upperParts(parts).map(([i, j]) => `product.${i}.${j}`),
    nodes: [...centred("x"), ...upperProducts("x", parts)],
  };
}

/** `product.i.j` = X_i'X_j of each two parts i ≤ j of X's features. */
function upperProducts(x: string, parts: number): readonly NodeSpec[] {
  const names = upTo(parts).map((i) => `part.${i}`);
  const products = upperParts(parts).map(([i, j]) =>
    node("Gemm", [`part.${i}`, `part.${j}`], `product.${i}.${j}`, { transA: 1 }),
  );
  if (parts === 1) return [node("Identity", [x], "part.0"), ...products];
  return [{ opType: "Split", inputs: [x], outputs: names, attributes: { axis: 1 } }, ...products];
}

function upTo(parts: number): readonly number[] {
  return Array.from({ length: parts }, (_, i) => i);
}

/** The blocks on and above the diagonal. */
export function upperParts(parts: number): readonly (readonly [number, number])[] {
  return upTo(parts).flatMap((i) => upTo(parts).flatMap((j) => (i <= j ? [[i, j] as const] : [])));
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

/** tr Â³ row by row, Â made as a whole. */
export const entryCubeGraph: MatrixGraph = {
  name: "cube of entries",
  inputs: ["examples", "centre", "root", "shifts", "across"],
  outputs: ["traces"],
  nodes: [
    ...scaledExamples(),
    node("Gemm", ["y", "y", "across"], "products", { transB: 1 }),
    node("Add", ["products", "shifts"], "a"),
    node("MatMul", ["a", "a"], "square"),
    node("Transpose", ["a"], "turned", { perm: [1, 0] }),
    node("Mul", ["square", "turned"], "terms"),
    node("ReduceSum", ["terms", AXES.second], "traces", { keepdims: 0 }),
  ],
};

/**
 * What `shiftedCube` takes, of M = Y'Y in parts × parts blocks: of each block with i ≤ j the rows of what it adds to tr M³, of
 * `ends` (α and 1, 2 × n) EY, and of each part of the features EYM.
 */
export function featureCubeGraph(parts: number): MatrixGraph {
  const upper = upperParts(parts);
  return {
    name: `cube of features in ${parts}`,
    inputs: ["examples", "centre", "root", "ends"],
    outputs: ["along", ...upTo(parts).map((i) => `turned.${i}`), ...upper.map(([i, j]) => `traces.${i}.${j}`)],
    nodes: [
      ...scaledExamples(),
      node("MatMul", ["ends", "y"], "along"),
      ...upperProducts("y", parts),
      ...upTo(parts).flatMap((i) => wholeRows(i, parts)),
      ...upTo(parts).map((i) => node("Gemm", ["along", `rows.${i}`], `turned.${i}`, { transB: 1 })),
      ...upper.flatMap(([i, j]) => [
        node("Gemm", [`rows.${i}`, `rows.${j}`], `square.${i}.${j}`, { transB: 1 }),
        node("Mul", [`square.${i}.${j}`, `product.${i}.${j}`], `terms.${i}.${j}`),
        node("ReduceSum", [`terms.${i}.${j}`, AXES.second], `traces.${i}.${j}`, { keepdims: 0 }),
      ]),
    ],
  };
}

/** `rows.i`: M's rows of part i, what is left of the diagonal being the mirror image of what was made. */
function wholeRows(i: number, parts: number): readonly NodeSpec[] {
  const left = upTo(i).map((j) => `mirrored.${i}.${j}`);
  const right = upTo(parts)
    .slice(i)
    .map((j) => `product.${i}.${j}`);
  return [
    ...upTo(i).map((j) => node("Transpose", [`product.${j}.${i}`], `mirrored.${i}.${j}`, { perm: [1, 0] })),
    node("Concat", [...left, ...right], `rows.${i}`, { axis: 1 }),
  ];
}

/** y = (x − c)·√scale */
function scaledExamples(): readonly NodeSpec[] {
  return [node("Sub", ["examples", "centre"], "left"), node("Mul", ["left", "root"], "y")];
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
