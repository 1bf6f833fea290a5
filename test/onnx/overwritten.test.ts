import { describe, expect, test } from "vitest";
import { overwrite } from "../../src/onnx/overwritten.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { inMemory } from "../../src/onnx/variant.js";
import { modelBytes, type TensorSpec } from "../support/onnx-builder.js";

function doubled(spec: TensorSpec): readonly number[] {
  const model = readModel(
    modelBytes({ nodes: [["Identity", "w", "out"]], outputs: ["out"], weights: [{ ...spec, name: "w" }] }),
    "m",
  );
  const tensor = model.initializers.get("w");
  if (tensor === undefined) throw new Error("no tensor");
  const bytes = new Uint8Array(model.bytes);
  overwrite(bytes, tensor, (value, index) => 2 * value + index);
  return Array.from(tensorValues({ name: "m", ...inMemory(bytes) }, tensor) as ArrayLike<number>);
}

describe("overwrite", () => {
  test.each([
    ["float32", [1.5, -2, 0.25]],
    ["float64", [1.5, -2, 0.25]],
    ["float16", [0x3e00, 0xc000, 0x3400]],
    ["bfloat16", [0x3fc0, 0xc000, 0x3e80]],
  ] as const)("writes every element of %s", (type, values) => {
    expect(doubled({ type, dims: [3], values: [...values] })).toEqual([3, -3, 2.5]);
  });

  test("refuses integers, and floats whose width varies", () => {
    expect(() => doubled({ type: "int64", dims: [1], values: [1] })).toThrow('overwrite: "w" is of type int64');
    expect(() => doubled({ type: "float16", dims: [1], values: [0x3e00], typed: true })).toThrow(RangeError);
  });
});
