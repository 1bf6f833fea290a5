import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { modelBytes, type TensorSpec } from "../support/onnx-builder.js";

function decoded(weight: TensorSpec) {
  const model = readModel(modelBytes({ weights: [{ name: "w", ...weight }], nodes: [["Identity", "w", "y"]] }));
  const tensor = model.initializers.get("w");
  return tensor && tensorValues(model, tensor);
}

const EXPECTED = [
  ["float32", [1.5, -2], Float32Array.of(1.5, -2)],
  ["float64", [1e-300, -2], Float64Array.of(1e-300, -2)],
  ["float16", [0x3c00, 0xc000], Float32Array.of(1, -2)],
  ["bfloat16", [0x3f80, 0xc000], Float32Array.of(1, -2)],
  ["int64", [-1, 2 ** 53], BigInt64Array.of(-1n, 2n ** 53n)],
  ["int32", [-7, 2 ** 31 - 1], Int32Array.of(-7, 2 ** 31 - 1)],
  ["int8", [-128, 127], Int8Array.of(-128, 127)],
  ["uint8", [0, 255], Uint8Array.of(0, 255)],
  ["bool", [0, 1], Uint8Array.of(0, 1)],
] as const;

test.each(EXPECTED)("%s values are the same in raw_data and in their typed field", (type, values, expected) => {
  expect(decoded({ type, dims: [2], values })).toEqual(expected);
  expect(decoded({ type, dims: [2], values, typed: true })).toEqual(expected);
});

test("a tensor may have no elements", () => {
  expect(decoded({ dims: [0, 3], values: [] })).toEqual(new Float32Array(0));
});

test("element types that are not decoded are named", () => {
  const model = readModel(
    modelBytes({ weights: [{ name: "w", dims: [1], values: [1] }], nodes: [["Neg", "w", "y"]] }),
    "m",
  );
  const tensor = model.initializers.get("w");
  if (tensor === undefined) throw new Error("no tensor");
  expect(() => tensorValues(model, { ...tensor, elemType: "int4" })).toThrow('m: tensor "w" is of type int4');
});
