import { describe, expect, test } from "vitest";
import { visitElements, zeroElement } from "../../src/onnx/elements.js";
import type { OnnxTensor } from "../../src/onnx/model.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { inMemory } from "../../src/onnx/variant.js";
import { modelBytes, type TensorSpec } from "../support/onnx-builder.js";

function held(weight: TensorSpec): { bytes: Uint8Array; tensor: OnnxTensor } {
  const spec = { name: "w", ...weight };
  const bytes = modelBytes({ weights: [spec], nodes: [["Identity", "w", "y"]] });
  const tensor = readModel(bytes).initializers.get("w");
  if (tensor === undefined) throw new Error("no tensor");
  return { bytes, tensor };
}

const STORED: readonly (readonly [string, TensorSpec, readonly number[]])[] = [
  ["float32 in raw_data", { dims: [3], values: [-1.5, 0, 2] }, [1.5, 0, 2]],
  ["float32 in float_data", { dims: [3], values: [-1.5, 0, 2], typed: true }, [1.5, 0, 2]],
  ["float64 in raw_data", { type: "float64", dims: [2], values: [-1e-300, 7] }, [1e-300, 7]],
  ["float64 in double_data", { type: "float64", dims: [2], values: [-1e-300, 7], typed: true }, [1e-300, 7]],
  ["float16 in raw_data", { type: "float16", dims: [3], values: [0xbc00, 0x8000, 0x0001] }, [1, 0, 2 ** -24]],
  ["float16 in int32_data", { type: "float16", dims: [3], values: [0xbc00, 0x8000, 1], typed: true }, [1, 0, 2 ** -24]],
  ["bfloat16 in raw_data", { type: "bfloat16", dims: [2], values: [0xbf80, 0x4000] }, [1, 2]],
];

describe("visitElements", () => {
  test.each(STORED)("gives the magnitudes of %s in order", (_, weight, expected) => {
    const { bytes, tensor } = held(weight);
    const magnitudes: number[] = [];
    visitElements(bytes, tensor, (magnitude) => magnitudes.push(magnitude));
    expect(magnitudes).toEqual(expected);
  });

  test("refuses what is no float", () => {
    const { bytes, tensor } = held({ type: "int64", dims: [1], values: [1] });
    expect(() => visitElements(bytes, tensor, () => undefined)).toThrow("elements of type int64 are no floats");
  });
});

describe("zeroElement", () => {
  test.each(STORED)("makes one element of %s a positive zero and leaves the others", (_, weight) => {
    const { bytes, tensor } = held(weight);
    const before = [...tensorValues({ name: "m", ...inMemory(bytes) }, tensor)];
    let index = 0;
    visitElements(bytes, tensor, (_magnitude, start, end) => {
      if (index === 1) zeroElement(bytes, tensor, start, end);
      index++;
    });
    const after = [
      ...tensorValues({ name: "m", ...inMemory(bytes) }, readModel(bytes).initializers.get("w") ?? tensor),
    ];
    expect(after).toEqual(before.map((value, i) => (i === 1 ? 0 : value)));
  });
});
