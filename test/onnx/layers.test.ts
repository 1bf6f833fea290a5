import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { autoLayers, thinned } from "../../src/onnx/layers.js";
import { readModel } from "../../src/onnx/read-model.js";
import { describeField, field } from "../support/field.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function layers(nodes: readonly NodeLine[]) {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 8, 4]]],
    outputs: [["logits", "float32", ["n", 10]]],
    weights: [{ name: "w", dims: [4, 4], values: new Array(16).fill(1) }],
    nodes,
  });
  return autoLayers(readModel(bytes));
}

/** x → x + attention(x) → x + mlp(x), twice summed as a transformer's block is. */
function block(from: string, i: number): readonly NodeLine[] {
  return [
    ["MatMul", `${from} w`, `q${i}`],
    ["Softmax", `q${i}`, `p${i}`],
    ["Add", `p${i} ${from}`, `attention${i}`],
    ["MatMul", `attention${i} w`, `m${i}`],
    ["Add", `m${i} attention${i}`, `mlp${i}`],
  ];
}

describe("autoLayers", () => {
  test("of a transformer are the sums after each MLP, then the penultimate tensor", () => {
    const nodes: NodeLine[] = [
      ["Relu", "x", "h"],
      ...block("h", 1),
      ...block("mlp1", 2),
      ["Neg", "mlp2", "last"],
      ["MatMul", "last w", "logits"],
    ];
    expect(layers(nodes)).toEqual(["mlp1", "mlp2", "last"]);
  });

  test("of a network whose blocks only attend are the sums of attention", () => {
    const blocks = [...block("h", 1).slice(0, 3), ...block("attention1", 2).slice(0, 3)];
    const nodes: NodeLine[] = [
      ["Relu", "x", "h"],
      ...blocks,
      ["Neg", "attention2", "last"],
      ["MatMul", "last w", "logits"],
    ];
    expect(layers(nodes)).toEqual(["attention1", "attention2", "last"]);
  });

  test("have no sums beside the path to the penultimate tensor, and that only once", () => {
    const nodes: NodeLine[] = [
      ["Relu", "x", "h"],
      ["MatMul", "h w", "m"],
      ["Add", "m h", "sum"],
      ["MatMul", "h w", "side"],
      ["Add", "side h", "aside"],
      ["MatMul", "sum w", "logits"],
    ];
    expect(layers(nodes)).toEqual(["sum"]);
  });
});

describe("thinned", () => {
  test("keeps the first and the last and the spacing even", () => {
    const items = Array.from({ length: 100 }, (_, i) => i);
    const kept = thinned(items, 24);
    const gaps = kept.slice(1).map((item, i) => item - (kept[i] ?? 0));
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([24, 0, 99]);
    expect(new Set(gaps)).toEqual(new Set([4, 5]));
    expect(thinned([1, 2, 3], 24)).toEqual([1, 2, 3]);
  });
});

describeField("autoLayers of real models", () => {
  const of = (path: string) => autoLayers(readModel(readFileSync(field(`models/${path}.onnx`))));

  test("a ResNet-20 gives its 9 blocks and what the classifier reads", () => {
    const blocks = [1, 2, 3].flatMap((stage) => [0, 1, 2].map((i) => `/layer${stage}/layer${stage}.${i}/Add_output_0`));
    expect(of("cifar10/resnet20")).toEqual([...blocks, "/Reshape_output_0"]);
  });

  test("a ResNet-56 gives 24 of its 27 blocks, the first and the last among them", () => {
    const layers = of("cifar10/resnet56");
    expect(layers.length).toBe(25);
    expect(layers[0]).toBe("/layer1/layer1.0/Add_output_0");
    expect(layers.slice(-2)).toEqual(["/layer3/layer3.8/Add_output_0", "/Reshape_output_0"]);
  });

  test.each([
    ["formats/hf-resnet.dynamo", ["add_55", "add_101", "add_157", "add_203", "add_259", "add_305", "view"]],
    ["formats/hf-vit.dynamo", ["add_135", "add_233", "add_331", "add_429", "select"]],
    ["formats/hf-vit.script", [...[0, 1, 2, 3].map((i) => `/m/vit/layers.${i}/Add_1_output_0`), "/m/Gather_output_0"]],
    ["formats/hf-clip.dynamo", ["add_2", "add_4", "add_6", "image_embeds"]],
    ["imagenet/mobilenet_v1_0.25_128", ["t35", "t43", "t51", "t75", "t84"]],
    [
      "imagenet/mobilenet_v2_1.0_224",
      [73, 86, 93, 106, 113, 120, 133, 140, 153, 160].map((i) => `t${i}_a`).concat("t169"),
    ],
    ["imagenet/squeezenet_1.0_227", ["conv1_r_p", "cat4_p", "cat8_p", "cat9"]],
  ])("%s gives its blocks or stages", (path, expected) => {
    expect(of(path)).toEqual(expected);
  });
});
