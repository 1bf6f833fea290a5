import { AXES, type MatrixGraph, node } from "./matrix-graph.js";
import type { NodeSpec } from "./proto.js";

/** What the entries of a layer's block are made of: R × p, C × p, 1 × p, 1 × 1, R × 1 and 1 × C. */
export const ENTRY_INPUTS = ["rows", "columns", "centre", "scale", "rowShifts", "columnShifts"] as const;

/** Of the rows of a block of m layers, R × m × m, the products of every two: the inputs of each layer one after the other. */
export function layerProductGraph(m: number): MatrixGraph {
  const layers = Array.from({ length: m }, (_, k) => k);
  return {
    name: "products of layers",
    inputs: layers.flatMap(inputsOf),
    outputs: ["products"],
    nodes: [...layers.flatMap(entries), ...productsOfRows(m)],
  };
}

/** What `blockAlignments` does for m layers, but for the sums of columns: besides those products Σ_j A_k,ij³ of each row. */
export function rowAlignmentGraph(m: number): MatrixGraph {
  const layers = Array.from({ length: m }, (_, k) => k);
  return {
    name: "row alignments",
    inputs: layers.flatMap(inputsOf),
    outputs: ["products", ...layers.map((k) => `cubes.${k}`)],
    nodes: [
      ...layers.flatMap((k) => [
        ...entries(k),
        node("Pow", [`a.${k}`, "three"], `cube.${k}`),
        node("ReduceSum", [`cube.${k}`, AXES.second], `cubes.${k}`, { keepdims: 0 }),
      ]),
      ...productsOfRows(m),
    ],
    wholes: { three: 3 },
  };
}

function productsOfRows(m: number): readonly NodeSpec[] {
  const layers = Array.from({ length: m }, (_, k) => k);
  return [
    ...layers.map((k) => node("Unsqueeze", [`a.${k}`, AXES.second], `layer.${k}`)),
    node(
      "Concat",
      layers.map((k) => `layer.${k}`),
      "layers",
      { axis: 1 },
    ),
    node("Transpose", ["layers"], "examples", { perm: [0, 2, 1] }),
    node("MatMul", ["layers", "examples"], "products"),
  ];
}

/** What `blockAlignments` does for two layers: the inputs of both. */
export function pairAlignmentGraph(): MatrixGraph {
  const products = ["square.0", "both", "square.1"];
  return {
    name: "pair alignments",
    inputs: [0, 1].flatMap(inputsOf),
    outputs: [...products.flatMap((_, k) => [`rowSums.${k}`, `columnSums.${k}`]), "cubes.0", "cubes.1"],
    nodes: [
      ...[0, 1].flatMap((k) => [...entries(k), ...squaresAndCubes(k)]),
      node("Mul", ["a.0", "a.1"], "both"),
      ...products.flatMap((product, k) => [
        node("ReduceSum", [product, AXES.second], `rowSums.${k}`, { keepdims: 0 }),
        node("ReduceSum", [product, AXES.first], `columnSums.${k}`, { keepdims: 0 }),
      ]),
    ],
  };
}

function inputsOf(k: number): readonly string[] {
  return ENTRY_INPUTS.map((name) => `${name}.${k}`);
}

/** The squares of a block, its cubes and their sums. */
function squaresAndCubes(k: number): readonly NodeSpec[] {
  return [
    node("Mul", [`a.${k}`, `a.${k}`], `square.${k}`),
    node("Mul", [`square.${k}`, `a.${k}`], `cube.${k}`),
    node("ReduceSum", [`cube.${k}`, AXES.second], `cubes.${k}`, { keepdims: 0 }),
  ];
}

/** A block of layer k, R × C. */
function entries(k: number): readonly NodeSpec[] {
  const of = (name: string) => `${name}.${k}`;
  return [
    node("Sub", [of("columns"), of("centre")], of("right")),
    node("Sub", [of("rows"), of("centre")], of("left")),
    node("Mul", [of("left"), of("scale")], of("scaled")),
    node("Gemm", [of("scaled"), of("right"), of("columnShifts")], of("products"), { transB: 1 }),
    node("Add", [of("products"), of("rowShifts")], of("a")),
  ];
}
