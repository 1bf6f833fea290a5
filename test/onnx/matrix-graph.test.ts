import { expect, test } from "vitest";
import { AXES, matrixModel, node } from "../../src/onnx/matrix-graph.js";
import { readModel } from "../../src/onnx/read-model.js";
import { ramp, runModel } from "./run-model.js";

const sums = {
  name: "sums",
  inputs: ["x", "y"],
  outputs: ["rows", "columns", "product"],
  nodes: [
    node("Add", ["x", "y"], "sum"),
    node("ReduceSum", ["sum", AXES.second], "rows", { keepdims: 0 }),
    node("ReduceSum", ["sum", AXES.first], "columns", { keepdims: 0 }),
    node("Gemm", ["x", "y"], "product", { transB: 1 }),
  ],
};

test("node has one output, and attributes where they are given", () => {
  expect(node("Add", ["a", "b"], "c")).toEqual({ opType: "Add", inputs: ["a", "b"], outputs: ["c"], attributes: {} });
  expect(node("Gemm", ["a", "b"], "c", { transA: 1 }).attributes).toEqual({ transA: 1 });
});

test.each([
  [2, 3],
  [1, 7],
])("a matrix model computes with matrices of any shape, %i × %i", async (rows, columns) => {
  const [x, y] = [ramp([rows, columns]), ramp([rows, columns])];
  const { rows: ofRows, columns: ofColumns, product } = await runModel(matrixModel(sums), { x, y });
  const at = (i: number, j: number) => 2 * Number(x.data[i * columns + j]);
  const total = (length: number, term: (index: number) => number) =>
    Array.from({ length }, (_, index) => term(index)).reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < rows; i++)
    expect(ofRows?.data[i]).toBeCloseTo(
      total(columns, (j) => at(i, j)),
      5,
    );
  for (let j = 0; j < columns; j++)
    expect(ofColumns?.data[j]).toBeCloseTo(
      total(rows, (i) => at(i, j)),
      5,
    );
  expect([ofRows?.dims, ofColumns?.dims, product?.dims]).toEqual([[rows], [columns], [rows, rows]]);
});

test("a matrix model holds the axes that it uses and no others", () => {
  const names = (graph: typeof sums) => [...readModel(matrixModel(graph)).initializers.keys()];
  expect(names(sums)).toEqual([AXES.first, AXES.second]);
  expect(names({ ...sums, outputs: ["product"], nodes: sums.nodes.slice(3) })).toEqual([]);
});
