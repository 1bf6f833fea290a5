import { afterAll, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { traceGraph } from "../../src/runtime/trace-graph.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const input = { name: "x", batch: null, shape: [2, 3, 4] } as const;

function model(...nodes: readonly NodeLine[]) {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 2, 3, 4]]],
    outputs: ["y"],
    weights: [
      { name: "last", type: "int64", dims: [1], values: [3] },
      { name: "far", type: "int64", dims: [1], values: [2 ** 24] },
    ],
    nodes,
  });
  return { name: "net", onnx: readModel(bytes, "net") };
}

test("says what dimensions all tensors have, of whatever type, and where elements go", async () => {
  const found = model(
    ["Shape", "x", "sizes"],
    ["Gather", "sizes last", "length"],
    ["Tile", "last length", "places"],
    ["Gather", "x places", "y", { axis: { int: 3 } }],
  );
  const { dims, settings } = await traceGraph(engine, found, input);
  const places = { sizes: [4], length: [1], places: [4] };
  expect(Object.fromEntries(dims)).toEqual({ x: [1, 2, 3, 4], ...places, y: [1, 2, 3, 4] });
  expect(Object.fromEntries(settings)).toEqual({ length: [4], places: [3, 3, 3, 3] });
});

test("refuses an axis whose length float32 does not hold for certain", async () => {
  const found = model(["ConstantOfShape", "far", "many"], ["ReduceSum", "many", "sum"], ["Add", "x sum", "y"]);
  await expect(traceGraph(engine, found, input)).rejects.toThrow(
    "net: tensor many is [16777216], too long an axis to follow",
  );
});
