import { expect, test } from "vitest";
import { constantOf, weightPath, weightSource } from "../../src/onnx/constants.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

const MODEL = readModel(
  modelBytes({
    inputs: [["x", "float32", [2, 2]]],
    weights: [{ name: "w", dims: [2, 2], values: [1, 2, 3, 4] }],
    nodes: [
      ["Constant", "", "tensor", { value: { tensor: { type: "int64", dims: [2], values: [-1, 5] } } }],
      ["Constant", "", "float", { value_float: { float: 0.5 } }],
      ["Constant", "", "ints", { value_ints: { ints: [1, -2] } }],
      ["Constant", "", "end", { value_int: { int: 2 ** 62 } }],
      ["Identity", "w", "w1"],
      ["Identity", "w1", "w2"],
      ["Transpose", "w2", "w3"],
      ["Cast", "w3", "w4", { to: { int: 1 } }],
      ["Mul", "w4 float", "computed"],
    ],
  }),
);

test("a constant is an initialiser or a Constant node, however that spells its value", () => {
  expect(constantOf(MODEL, "w")).toEqual({ elemType: "float32", dims: [2, 2], values: Float32Array.of(1, 2, 3, 4) });
  expect(constantOf(MODEL, "tensor")).toEqual({ elemType: "int64", dims: [2], values: BigInt64Array.of(-1n, 5n) });
  expect(constantOf(MODEL, "float")).toEqual({ elemType: "float32", dims: [], values: Float32Array.of(0.5) });
  expect(constantOf(MODEL, "ints")).toEqual({ elemType: "int64", dims: [2], values: BigInt64Array.of(1n, -2n) });
  expect(constantOf(MODEL, "end")?.values).toEqual(BigInt64Array.of(2n ** 62n));
});

test("it is seen through Identity, and nothing that is computed is a constant", () => {
  expect(constantOf(MODEL, "w2")?.values).toEqual(Float32Array.of(1, 2, 3, 4));
  expect([constantOf(MODEL, "w3"), constantOf(MODEL, "x"), constantOf(MODEL, "computed")]).toEqual([null, null, null]);
});

test("a weight comes from the tensor in the file, through Identity, Transpose and Cast", () => {
  expect(weightSource(MODEL, "w4")).toBe(MODEL.initializers.get("w"));
  expect([weightSource(MODEL, "computed"), weightSource(MODEL, "x")]).toEqual([null, null]);
});

test("its path names the stored tensor and what hands it on, in order", () => {
  const path = weightPath(MODEL, "w4");
  expect([path?.name, path?.tensor, path?.carriers.map(({ opType }) => opType)]).toEqual([
    "w",
    MODEL.initializers.get("w"),
    ["Identity", "Identity", "Transpose", "Cast"],
  ]);
  expect([weightPath(MODEL, "tensor")?.name, weightPath(MODEL, "computed")]).toEqual(["tensor", null]);
});
