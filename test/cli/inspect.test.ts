import { describe, expect, test } from "vitest";
import { trisim } from "../support/command.js";
import { describeField, field } from "../support/field.js";
import { goldenFile } from "../support/golden-models.js";

describe("trisim inspect", () => {
  test("--json gives inputs, outputs, parameters, layers, penultimate, logits and family", async () => {
    const { code, stdout } = await trisim(["inspect", goldenFile("vit.onnx"), "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      inputs: [{ name: "images", elemType: "float32", dims: ["n", 3, 8, 8] }],
      outputs: [{ name: "logits", elemType: "float32", dims: ["n", 10] }],
      parameters: expect.any(Number),
      layers: ["block1.mlp.sum", "block2.mlp.sum", "class.row"],
      penultimate: "class.row",
      logits: "logits",
      family: "vit",
    });
  });

  test("prints the same as text", async () => {
    const { stdout } = await trisim(["inspect", goldenFile("a.onnx")]);
    expect(stdout).toMatch(/^family +cnn$/m);
    expect(stdout).toMatch(/^penultimate +flat$/m);
  });
});

describeField("trisim inspect on real models", () => {
  test.each([
    ["cifar10/resnet20", "cnn", 10],
    ["cifar10/resnet56", "cnn", 25],
    ["imagenet/mobilenet_v2_1.0_224", "cnn", 11],
    ["formats/hf-vit.script", "vit", 5],
    ["formats/hf-vit.dynamo", "vit", 5],
    ["formats/hf-resnet.dynamo", "cnn", null],
    ["formats/hf-clip.dynamo", "vlm", null],
  ])("finds the family and the blocks of %s", async (name, family, layers) => {
    const { stdout } = await trisim(["inspect", field(`models/${name}.onnx`), "--json"]);
    const found = JSON.parse(stdout);
    expect(found.family).toBe(family);
    if (layers !== null) expect(found.layers).toHaveLength(layers);
    expect(found.layers).toContain(found.penultimate);
  });
});
