import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { familyOf } from "../../src/onnx/family.js";
import { readModel } from "../../src/onnx/read-model.js";
import { describeField, field } from "../support/field.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function family(nodes: readonly NodeLine[], output = "logits") {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 3, 8, 8]]],
    outputs: [[output, "float32", ["n", 10]]],
    weights: [{ name: "w", dims: [1], values: [1] }],
    nodes,
  });
  return familyOf(readModel(bytes));
}

const patches = (image: string): NodeLine => [
  ...(["Conv", `${image} w`, "p"] as const),
  { kernel_shape: { ints: [4, 4] }, strides: { ints: [4, 4] } },
];
const PATCHES = patches("x");

test("convolutions make a cnn, a final softmax no vit", () => {
  expect(
    family([
      ["Conv", "x w", "c"],
      ["Softmax", "c", "logits"],
    ]),
  ).toBe("cnn");
  expect(family([PATCHES, ["Conv", "p w", "logits"]])).toBe("cnn");
});

test("attention makes a vit, fused or not", () => {
  expect(family([PATCHES, ["Softmax", "p", "s"], ["MatMul", "s p", "a"], ["Gemm", "a w", "logits"]])).toBe("vit");
  expect(family([PATCHES, ["MultiHeadAttention", "p p p", "a"], ["Gemm", "a w", "logits"]])).toBe("vit");
});

test("an image embedding makes a vlm", () => {
  expect(
    family(
      [
        ["Conv", "x w", "c"],
        ["Gemm", "c w", "image_embeds"],
      ],
      "image_embeds",
    ),
  ).toBe("vlm");
});

test("cutting into patches alone makes no cnn", () => {
  expect(family([PATCHES, ["Gemm", "p w", "logits"]])).toBe("other");
  expect(family([["Gemm", "x w", "logits"]])).toBe("other");
  const turned: NodeLine[] = [
    ["Cast", "x", "half"],
    ["Transpose", "half", "turned"],
  ];
  expect(family([...turned, patches("turned"), ["Gemm", "p w", "logits"]])).toBe("other");
});

describeField("familyOf real models", () => {
  test.each([
    ["cifar10/resnet56", "cnn"],
    ["imagenet/mobilenet_v2_1.0_224", "cnn"],
    ["imagenet/squeezenet_1.0_227", "cnn"],
    ["formats/hf-resnet.dynamo", "cnn"],
    ["formats/hf-vit.script", "vit"],
    ["formats/hf-vit.dynamo", "vit"],
    ["formats/hf-clip.dynamo", "vlm"],
  ])("%s is a %s", (path, expected) => {
    expect(familyOf(readModel(readFileSync(field(`models/${path}.onnx`))))).toBe(expected);
  });
});
