import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { parameterTensors } from "../../src/onnx/parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { unshare } from "../../src/onnx/unshare.js";
import { describeField, field } from "../support/field.js";
import { goldenFile } from "../support/golden-models.js";
import { graphBytes, type ModelSpec, modelBytes, type NodeLine, type TensorSpec } from "../support/onnx-builder.js";

function model(nodes: readonly NodeLine[], weights: readonly TensorSpec[], more: Partial<ModelSpec> = {}) {
  const values = { inputs: [["x", "float32", ["n", 2]]], outputs: [["y", "float32", ["n", 2]]] } as const;
  return readModel(modelBytes({ ...values, weights, nodes, ...more }));
}

const square = (name: string, first = 1): TensorSpec => ({ name, dims: [2, 2], values: [first, 2, 3, 4] });
const one = (name: string, value: number, dims: readonly number[] = []): TensorSpec => ({
  name,
  dims,
  values: [value],
});
const names = ({ pairs }: ReturnType<typeof pairParameters>) => pairs?.map(({ a, b }) => [a.name, b.name]);

describe("pairParameters", () => {
  test("pairs by place in the graph, whatever the names and the order in the file", () => {
    const a = model(
      [
        ["MatMul", "x w", "h"],
        ["MatMul", "h v", "y"],
      ],
      [square("w"), square("v")],
    );
    const b = model(
      [
        ["MatMul", "x p", "g"],
        ["MatMul", "g q", "y"],
      ],
      [square("q"), square("p")],
    );
    expect(names(pairParameters(a, b))).toEqual([
      ["w", "p"],
      ["v", "q"],
    ]);
  });

  test("pairs the statistics of a BatchNormalization, learned numbers without a dimension, and float constants", () => {
    const norm = ["scale", "shift", "mean", "variance"];
    const nodes: readonly NodeLine[] = [
      ["BatchNormalization", `x ${norm.join(" ")}`, "n"],
      ["Mul", "n gain", "g"],
      ["Constant", "", "p", { value: { tensor: { name: "position", dims: [2], values: [5, 6] } } }],
      ["Add", "g p", "y"],
    ];
    const a = model(nodes, [...norm.map((name) => ({ name, dims: [2], values: [1, 2] })), one("gain", 2)]);
    expect(names(pairParameters(a, a))?.map(([name]) => name)).toEqual([...norm, "gain", "position"]);
  });

  test("says at which parameter the shapes differ, with both shapes and both names", () => {
    const a = model([["MatMul", "x w", "y"]], [square("w")]);
    const b = model([["MatMul", "x p", "y"]], [{ name: "p", dims: [2, 3], values: [1, 2, 3, 4, 5, 6] }]);
    expect(pairParameters(a, b)).toEqual({
      pairs: null,
      reason:
        'different architectures: parameter "w" of MatMul "y" is float32 [2, 2] in A and float32 [2, 3] in B ("p")',
    });
  });

  test("says at which operator the graphs part", () => {
    const a = model([["MatMul", "x w", "y"]], [square("w")]);
    const b = model([["Add", "x w", "y"]], [square("w")]);
    expect(pairParameters(a, b).reason).toBe('different architectures: node 0, MatMul "y": B has Add "y" there');
  });

  test("wants settings equal: bounds, integers, and single numbers in Constant nodes", () => {
    const clip = (bound: number) => model([["Clip", "x low", "y"]], [one("low", bound)]);
    expect(pairParameters(clip(0), clip(0)).pairs).toEqual([]);
    expect(pairParameters(clip(0), clip(1)).reason).toContain('setting "low" of Clip "y" has other values in B');
    const reshape = (size: number) =>
      model([["Reshape", "x s", "y"]], [{ name: "s", type: "int64", dims: [2], values: [-1, size] }]);
    expect(pairParameters(reshape(2), reshape(1)).reason).toContain(
      '"s" of Reshape "y" has other values in B, and int64 is not',
    );
    const root = (value: number) =>
      model(
        [
          ["Constant", "", "c", { value: { tensor: one("c", value) } }],
          ["Add", "x c", "y"],
        ],
        [],
      );
    expect(pairParameters(root(1), root(1)).pairs).toEqual([]);
    expect(pairParameters(root(1), root(2)).reason).toContain('setting "c" of Constant "c" has other values in B');
    const scales = (value: number) =>
      model(
        [
          ["Constant", "", "c", { value: { tensor: { name: "c", dims: [2], values: [1, value] } } }],
          ["Resize", "x _ c", "y"],
        ],
        [],
      );
    expect(pairParameters(scales(2), scales(3)).reason).toContain('setting "c" of Constant "c" has other values');
  });

  test.each(["float16", "bfloat16"] as const)("pairs %s, but in varints only where the values are equal", (type) => {
    const halves = (values: readonly number[], typed: boolean) =>
      model([["Cast", "w", "y", { to: { int: 1 } }]], [{ name: "w", type, dims: [2], values, typed }]);
    expect(names(pairParameters(halves([1, 2], false), halves([1, 3], false)))).toEqual([["w", "w"]]);
    expect(pairParameters(halves([1, 2], true), halves([1, 2], false)).pairs).toEqual([]);
    expect(pairParameters(halves([1, 2], true), halves([1, 3], false)).reason).toContain(
      `has other values in B, and ${type} in varints is not interpolated`,
    );
  });

  test("takes single numbers of float32 that a Clip reads for bounds, and says that floats have other values", () => {
    const clip = (bound: number) => model([["Clip", "x low", "y"]], [one("low", bound)]);
    expect(pairParameters(clip(0), clip(1)).reason).toMatch(/has other values in B$/);
  });

  test.each([
    ["QLinearConv", "x w"],
    ["DequantizeLinear", "w s"],
    ["QuantizeLinear", "x s"],
    ["DynamicQuantizeLinear", "x"],
    ["MatMulInteger", "x w"],
    ["QLinearAdd", "x w"],
    ["MatMulNBits", "x w"],
  ])("refuses a network with a %s, in A and in B", (opType, reads) => {
    const weights: readonly TensorSpec[] = [{ name: "w", type: "int8", dims: [2], values: [1, 2] }, one("s", 1)];
    const quantised = model(
      [
        [opType, reads, "q"],
        ["Relu", "q", "y"],
      ],
      weights,
    );
    const reason = (which: string) => `${which} is quantised (node ${opType} "q"): not interpolated`;
    expect(pairParameters(quantised, quantised)).toEqual({ pairs: null, reason: reason("A") });
    const plain = model([["Relu", "x", "y"]], []);
    expect(pairParameters(plain, quantised)).toEqual({ pairs: null, reason: reason("B") });
  });

  test("refuses one that quantises inside a sub-graph", () => {
    const inner = graphBytes({ nodes: [["DequantizeLinear", "x s", "z"]], outputs: ["z"] });
    const hidden = model(
      [["If", "c", "y", { then_branch: { graph: inner } }]],
      [{ name: "c", type: "bool", dims: [], values: [1] }, one("s", 1)],
    );
    expect(pairParameters(hidden, hidden).reason).toBe('A is quantised (node If "y"): not interpolated');
  });

  test("pairs what A stores twice and B once, and refuses the other way round unless the two are equal", () => {
    const nodes = (second: string): readonly NodeLine[] => [
      ["MatMul", "x w", "h"],
      ["MatMul", `h ${second}`, "y"],
    ];
    const [shared, own] = [model(nodes("w"), [square("w")]), model(nodes("v"), [square("w"), square("v", 9)])];
    expect(names(pairParameters(own, shared))).toEqual([
      ["w", "w"],
      ["v", "w"],
    ]);
    expect(pairParameters(shared, own).reason).toBe('A stores "w" once where B has two parameters, "w" and "v"');
    const equal = model(nodes("v"), [square("w"), square("v")]);
    expect(pairParameters(shared, equal).pairs).toHaveLength(1);
  });

  test("refuses branches in another order, which only the names tell", () => {
    const branches = (first: string, second: string) =>
      model(
        [
          ["MatMul", `x ${first}`, "g"],
          ["MatMul", `x ${second}`, "h"],
          ["Add", "g h", "y"],
        ],
        [square("left"), square("right")],
      );
    const crossed = pairParameters(branches("left", "right"), branches("right", "left"));
    expect(crossed.reason).toContain('"left" of A stands where B has "right", and both models have both names');
  });

  test("takes the small networks for what they are", () => {
    const [a, b, vit] = ["a", "b", "vit"].map((name) => unshare(readModel(readFileSync(goldenFile(`${name}.onnx`)))));
    if (!a || !b || !vit) throw new Error("no models");
    expect(pairParameters(a, b).reason).toMatch(/^different architectures: /);
    expect(pairParameters(a, vit).reason).toMatch(/^different architectures: /);
    const records = new Set(pairParameters(vit, vit).pairs?.map(({ a: { record } }) => record.start));
    for (const { record } of parameterTensors(vit)) expect(records.has(record.start)).toBe(true);
  });
});

describeField("pairParameters of real models", () => {
  test.each(["cifar10/resnet20", "imagenet/mobilenet_v2_1.0_224", "formats/hf-vit.script", "formats/hf-vit.dynamo"])(
    "%s pairs with itself, every parameter",
    (path) => {
      const model = unshare(readModel(readFileSync(field(`models/${path}.onnx`))));
      const { pairs, reason } = pairParameters(model, model);
      expect(reason).toBeNull();
      const records = new Set(pairs?.map(({ a: { record } }) => record.start));
      expect(parameterTensors(model).filter(({ record }) => !records.has(record.start))).toEqual([]);
    },
  );

  test("ResNet-20 and ResNet-56 part where the longer stage goes on", () => {
    const [a, b] = [20, 56].map((depth) =>
      unshare(readModel(readFileSync(field(`models/cifar10/resnet${depth}.onnx`)))),
    );
    if (!a || !b) throw new Error("no models");
    expect(pairParameters(a, b).reason).toMatch(/^different architectures: node \d+, Conv ".*": strides is/);
  });
});
