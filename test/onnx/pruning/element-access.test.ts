import { describe, expect, test } from "vitest";
import { elementAccess } from "../../../src/onnx/pruning/element-access.js";
import { zerosIn } from "../../../src/onnx/pruning/zeros-in.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import { modelBytes, type TensorSpec } from "../../support/onnx-builder.js";

const STORED: readonly (readonly [string, TensorSpec, readonly number[]])[] = [
  ["float32 in raw_data", { dims: [4], values: [-1.5, 0, 2, -0] }, [1.5, 0, 2, 0]],
  ["float32 in float_data", { dims: [4], values: [-1.5, 0, 2, -0], typed: true }, [1.5, 0, 2, 0]],
  ["float64 in raw_data", { type: "float64", dims: [4], values: [-1e-300, 0, 7, -0] }, [1e-300, 0, 7, 0]],
  ["float16 in raw_data", { type: "float16", dims: [4], values: [0xbc00, 0, 1, 0x8000] }, [1, 0, 2 ** -24, 0]],
  [
    "float16 in varints",
    { type: "float16", dims: [4], values: [0xbc00, 0, 1, 0x8000], typed: true },
    [1, 0, 2 ** -24, 0],
  ],
];

describe("elementAccess", () => {
  test.each(STORED)("reads and zeroes elements of %s in any order, and zeros are counted", (_, weight, expected) => {
    const bytes = modelBytes({ weights: [{ name: "w", ...weight }], nodes: [["Identity", "w", "y"]] });
    const tensor = readModel(bytes).initializers.get("w");
    if (tensor === undefined) throw new Error("no tensor");
    const access = elementAccess(bytes, tensor);
    expect([3, 2, 1, 0].map((i) => access.magnitude(i))).toEqual(expected.toReversed());
    expect(zerosIn(bytes, tensor)).toBe(2);
    access.zero(2);
    expect(zerosIn(bytes, tensor)).toBe(3);
    access.zero(0);
    const after = readModel(bytes);
    expect(Array.from(tensorValues(after, after.initializers.get("w") ?? tensor), Number).map(Math.abs)).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
