import { afterAll, describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { AXES, type MatrixGraph, node } from "../../src/onnx/matrix-graph.js";
import { crossProductGraph, rowProductsGraph } from "../../src/onnx/product-graphs.js";
import { MatrixSessions } from "../../src/runtime/matrix-sessions.js";

const sessions = new MatrixSessions(1);
afterAll(() => sessions.close());

/** Copies of the outputs, which are the runtime's own. */
const runOn =
  (on: MatrixSessions) =>
  (graph: MatrixGraph, operands: readonly Matrix[]): Promise<readonly Float32Array[]> =>
    on.run(graph, operands, (...outputs) => outputs.map((output) => output.slice()));
const run = runOn(sessions);

const matrix = (rows: number, columns: number, ...values: number[]) => ({
  rows,
  columns,
  data: Float32Array.from(values),
});
const [x, y] = [matrix(2, 2, 1, 2, 3, 4), matrix(1, 2, 5, 6)];

describe("MatrixSessions", () => {
  test("run a graph with one matrix an input, and give one array an output", async () => {
    const graph = {
      name: "sum and rows",
      inputs: ["a", "b"],
      outputs: ["rows", "sum"],
      nodes: [node("Add", ["a", "b"], "sum"), node("ReduceSum", ["sum", AXES.second], "rows", { keepdims: 0 })],
    };
    expect(await run(graph, [x, y])).toEqual([Float32Array.of(14, 18), Float32Array.of(6, 8, 8, 10)]);
  });

  test("run the same graph again with matrices of other shapes", async () => {
    expect(await run(rowProductsGraph, [x, y])).toEqual([Float32Array.of(17, 39)]);
    expect(await run(rowProductsGraph, [y, y])).toEqual([Float32Array.of(61)]);
  });

  test("read memory that threads share, and see what was written since", async () => {
    const data = new Float32Array(new SharedArrayBuffer(16));
    data.set(x.data);
    expect(await run(rowProductsGraph, [{ ...x, data }, y])).toEqual([Float32Array.of(17, 39)]);
    data.fill(1);
    expect(await run(rowProductsGraph, [{ ...x, data: data.subarray(0, 4) }, y])).toEqual([Float32Array.of(11, 11)]);
  });

  test("read a part of a larger array", async () => {
    const data = Float32Array.of(9, 9, 1, 2, 3, 4).subarray(2);
    expect(await run(rowProductsGraph, [{ ...x, data }, y])).toEqual([Float32Array.of(17, 39)]);
  });

  test("take float32 alone, and as many matrices as there are inputs", async () => {
    const double = { ...x, data: Float64Array.from(x.data) };
    await expect(run(rowProductsGraph, [double, y])).rejects.toThrow("matrix graphs take float32");
    await expect(run(rowProductsGraph, [x])).rejects.toThrow(TypeError);
  });

  test("reject matrices that do not fit each other, and go on", async () => {
    await expect(run(rowProductsGraph, [x, matrix(1, 3, 1, 2, 3)])).rejects.toThrow();
    expect(await run(rowProductsGraph, [x, y])).toEqual([Float32Array.of(17, 39)]);
  });

  test("run at once what is asked for at once", async () => {
    const others = new MatrixSessions(1);
    const all = await Promise.all(
      [1, 2, 3].map((value) => runOn(others)(rowProductsGraph, [matrix(1, 1, value), matrix(1, 1, 2)])),
    );
    expect(all.flat()).toEqual([2, 4, 6].map((value) => Float32Array.of(value)));
    await others.close();
  });

  test("are closed once and for all that were opened, or with none", async () => {
    const others = new MatrixSessions(1);
    await others.close();
    await runOn(others)(rowProductsGraph, [x, y]);
    await expect(runOn(others)(crossProductGraph, [x])).rejects.toThrow();
    await others.close();
    await others.close();
  });
});
