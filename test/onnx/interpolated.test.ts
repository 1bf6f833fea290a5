import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bfloatToNumber, numberToHalf } from "../../src/onnx/half.js";
import { interpolated, interpolatedTensors } from "../../src/onnx/interpolated.js";
import type { OnnxModel } from "../../src/onnx/model.js";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { withFloatOutputs } from "../../src/onnx/tap.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { written } from "../../src/onnx/variant.js";
import { goldenFile } from "../support/golden-models.js";
import { modelBytes, type TensorSpec } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

type Type = NonNullable<TensorSpec["type"]>;

function holding(values: readonly number[], type: Type = "float32", dims: readonly number[] = [values.length]) {
  const bytes = modelBytes({
    inputs: [["x", type, [1]]],
    weights: [
      { name: "w", type, dims, values },
      { name: "shape", type: "int64", dims: [1], values: [-1] },
    ],
    nodes: [
      ["Add", "x w", "h"],
      ["Reshape", "h shape", "y"],
    ],
  });
  return readModel(bytes);
}

function between(a: OnnxModel, b: OnnxModel, alpha: number, bytes = a.bytes): Uint8Array {
  return interpolated(bytes, pairParameters(a, b).pairs ?? [], b.bytes, alpha);
}

function weights(bytes: Uint8Array, name = "w"): number[] {
  const model = readModel(bytes);
  const tensor = model.initializers.get(name);
  if (tensor === undefined) throw new Error("no tensor");
  return Array.from(tensorValues(model, tensor), Number);
}

const floats = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 3 });

describe("interpolated", () => {
  test("is (1 − α)A + αB in float64, rounded to the type", () => {
    fc.assert(
      fc.property(floats, floats, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (x, y, alpha) => {
        const expected = x.map((value, i) => Math.fround((1 - alpha) * value + alpha * (y[i] ?? 0)));
        for (const [i, value] of weights(between(holding(x), holding(y), alpha)).entries())
          expect(value === (x[i] === y[i] ? x[i] : expected[i])).toBe(true);
      }),
    );
  });

  test("is A to the byte at 0 and has B's very bits at 1, the sign of a zero too", () => {
    const [a, b] = [holding([1, 0, 3]), holding([0.1, -0, 1e-40])];
    expect(between(a, b, 0)).toEqual(a.bytes);
    expect(weights(between(a, b, 1))).toEqual(weights(b.bytes));
    expect(Object.is(weights(between(a, b, 1))[1], -0)).toBe(true);
  });

  test("leaves A alone, even in a Node buffer, and keeps its length", () => {
    const a = readModel(Buffer.from(holding([1, 2]).bytes));
    const before = new Uint8Array(a.bytes);
    const middle = between(a, holding([3, 6]), 0.5);
    expect(new Uint8Array(a.bytes)).toEqual(before);
    expect(middle.length).toBe(before.length);
    expect([weights(middle), weights(middle, "shape")]).toEqual([[2, 4], [-1]]);
  });

  test("rounds to 16 bits, and takes 64 as they are", () => {
    const bits = (values: readonly number[]) => values.map(numberToHalf);
    const halves = between(holding(bits([1, -2]), "float16"), holding(bits([2, 65504]), "float16"), 0.1);
    expect(weights(halves)).toEqual([1.099609375, 6548]);
    const bfloats = between(holding([0x3f80, 0xff7f], "bfloat16"), holding([0x4000, 0xff7f], "bfloat16"), 0.1);
    // 1.1 lies between 1.09375 and 1.1015625.
    expect(weights(bfloats)).toEqual([1.1015625, bfloatToNumber(0xff7f)]);
    const doubles = between(holding([1], "float64"), holding([2], "float64"), 0.1);
    expect(weights(doubles)).toEqual([0.9 * 1 + 0.1 * 2]);
  });

  test("keeps numbers without a dimension, and equal infinite ones as they are", () => {
    expect(weights(between(holding([1], "float32", []), holding([3], "float32", []), 0.5))).toEqual([2]);
    expect(weights(between(holding([-Infinity, 0]), holding([-Infinity, 1]), 0.5))).toEqual([-Infinity, 0.5]);
  });

  test("mixes the statistics of a BatchNormalization as it does weights", async () => {
    const norm = (scale: number, shift: number, mean: number, variance: number) => {
      const values = { scale, shift, mean, variance };
      return readModel(
        modelBytes({
          inputs: [["x", "float32", ["n", 1]]],
          outputs: [["y", "float32", ["n", 1]]],
          weights: Object.entries(values).map(([name, value]) => ({ name, dims: [1], values: [value] })),
          nodes: [["BatchNormalization", `x ${Object.keys(values).join(" ")}`, "y", { epsilon: { float: 0 } }]],
        }),
      );
    };
    const { y } = await runModel(between(norm(2, 1, 3, 1), norm(4, 3, 5, 7), 0.5), {
      x: { dims: [1, 1], data: Float32Array.of(8) },
    });
    expect(y?.data[0]).toBeCloseTo((3 * (8 - 4)) / 2 + 2, 5);
  });

  test.each([
    ["float32", 4],
    ["float64", 8],
  ] as const)("mixes every number of a long tensor of %s, wherever it lies in the file", (type, size) => {
    const count = 3 * (2 ** 16 / size) + 5;
    const x = Array.from({ length: count }, (_, i) => Math.fround(Math.sin(i)));
    const y = Array.from({ length: count }, (_, i) => Math.fround(Math.cos(i)));
    const rounded = type === "float32" ? Math.fround : (value: number) => value;
    const expected = x.map((value, i) => rounded((1 - 0.3) * value + 0.3 * (y[i] ?? 0)));
    for (let offset = 0; offset < size; offset++) {
      // The name moves what comes after it.
      const model = (values: readonly number[], shift: number) =>
        readModel(
          modelBytes({
            inputs: [["x", type, [1]]],
            weights: [{ name: `w${"_".repeat(shift)}`, type, dims: [count], values }],
            nodes: [["Add", `x w${"_".repeat(shift)}`, "y"]],
          }),
        );
      const name = `w${"_".repeat(offset)}`;
      expect(weights(between(model(x, offset), model(y, (3 * offset) % size), 0.3), name)).toEqual(expected);
    }
  });

  test("gives what differs parameter by parameter, and nothing where A is meant", () => {
    const [a, b] = [holding([1, 2]), holding([3, 6])];
    const pairs = pairParameters(a, b).pairs ?? [];
    const bytes = new Uint8Array(a.bytes);
    for (const { start, bytes: values } of interpolatedTensors(a.bytes, pairs, b.bytes, 0.5)) bytes.set(values, start);
    expect(bytes).toEqual(between(a, b, 0.5));
    expect([...interpolatedTensors(a.bytes, pairs, b.bytes, 0)]).toEqual([]);
  });

  test("takes B's values from wherever they are given, and leaves A as it was", () => {
    const [a, b] = [holding([1, 2]), holding([3, 6])];
    const pairs = pairParameters(a, b).pairs ?? [];
    const given = (k: number) => new Uint8Array(Float32Array.of(5, 10 + k).buffer);
    for (const [alpha, expected] of [
      [0, [1, 2]],
      [0.5, [3, 6]],
      [1, [5, 10]],
    ] as const) {
      expect(weights(interpolated(a.bytes, pairs, given, alpha))).toEqual(expected);
      expect(weights(a.bytes)).toEqual([1, 2]);
    }
  });

  test("edits a file that outputs were appended to, and what it gives runs", async () => {
    const a = readModel(readFileSync(goldenFile("a.onnx")));
    const zero = readModel(between(a, a, 0));
    const other = new Uint8Array(a.bytes);
    const pairs = pairParameters(a, zero).pairs ?? [];
    for (const { b } of pairs) other.fill(0, b.values.start, b.values.end);
    const changed = () => interpolatedTensors(a.bytes, pairs, other, 1);
    const result = written({ ...withFloatOutputs(a, new Map([["inner", "flat"]])), changed });
    const { logits } = await runModel(result, { images: ramp([1, 3, 8, 8]) });
    expect(logits?.data).toEqual(Array(10).fill(0));
  });

  test.each([-0.1, 1.5, Number.NaN])("refuses an alpha of %s", (alpha) => {
    expect(() => between(holding([1]), holding([1]), alpha)).toThrow(
      new RangeError(`interpolated: alpha is ${alpha}, expected a number in [0, 1]`),
    );
  });
});
