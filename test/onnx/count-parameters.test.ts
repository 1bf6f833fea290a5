import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { countParameters } from "../../src/onnx/count-parameters.js";
import { parameterTensors } from "../../src/onnx/parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { describeField, field } from "../support/field.js";
import { modelBytes } from "../support/onnx-builder.js";

const MODEL = readModel(
  modelBytes({
    inputs: [["x", "float32", ["n", 2]]],
    weights: [
      { name: "w", dims: [2, 2], values: [1, 2, 3, 4] },
      { name: "unused", dims: [9], values: new Array(9).fill(1) },
      { name: "scalar", dims: [], values: [1] },
      { name: "shape", type: "int64", dims: [2], values: [-1, 2] },
      { name: "low", dims: [1], values: [0] },
      { name: "b", dims: [2], values: [1, 2] },
    ],
    nodes: [
      ["Constant", "", "k", { value: { tensor: { name: "constant", dims: [2, 2], values: [1, 2, 3, 4] } } }],
      ["Constant", "", "s", { value: { tensor: { dims: [3], values: [1, 2, 3] } } }],
      ["Identity", "b", "b1"],
      ["Clip", "x low", "c"],
      ["Gemm", "c k b", "h"],
      ["Gemm", "h w b1", "g"],
      ["MatMul", "g w", "m"],
      ["Mul", "m scalar", "q"],
      ["Concat", "q s", "j"],
      ["Reshape", "j shape", "y"],
    ],
  }),
);

describe("parameterTensors", () => {
  test("are weights and biases, each once; not scalars, settings, shapes or what is unused", () => {
    expect(parameterTensors(MODEL).map((tensor) => tensor.name)).toEqual(["b", "constant", "w"]);
  });
});

describe("countParameters", () => {
  test("counts an equal weight behind an Identity as one more", () => {
    expect(countParameters(MODEL)).toBe(2 + 2 + 4 + 4);
  });
});

describeField("countParameters of real models", () => {
  test.each([
    ["cifar10/resnet20", 269_034],
    ["imagenet/mobilenet_v2_1.0_224", 3_489_097],
    ["imagenet/squeezenet_1.0_227", 1_248_424],
    ["formats/hf-vit.script", 86_554],
  ])("%s has %d", (path, expected) => {
    expect(countParameters(readModel(readFileSync(field(`models/${path}.onnx`))))).toBe(expected);
  });
});
