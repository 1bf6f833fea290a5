import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { imageTower, textEmbeddingOf, textTower } from "../../src/onnx/towers.js";
import { describeField, field } from "../support/field.js";
import { goldenFile } from "../support/golden-models.js";
import { modelBytes } from "../support/onnx-builder.js";
import { imageTowerBytes, jointBytes, textTowerBytes } from "../support/towers.js";
import { type Fed, ramp, runModel } from "./run-model.js";

const tokens = (dims: readonly [number, number], of: (i: number) => number): Fed => ({
  dims,
  data: BigInt64Array.from({ length: dims[0] * dims[1] }, (_, i) => BigInt(of(i))),
});

const names = (of: readonly { readonly name: string }[] | undefined) => of?.map(({ name }) => name);

describe("a joint graph", () => {
  const bytes = jointBytes();
  const joint = readModel(bytes, "joint.onnx");

  test("has an image tower that takes images alone and a text tower that takes texts alone", () => {
    const [image, text] = [imageTower(joint), textTower(joint)];
    expect([names(image.inputs), names(image.outputs)]).toEqual([["pixel_values"], ["image_embeds"]]);
    expect([names(text?.inputs), names(text?.outputs)]).toEqual([["input_ids", "attention_mask"], ["text_embeds"]]);
    expect([...image.initializers.keys()]).toEqual(["conv.weight", "fc.weight", "fc.bias"]);
    expect(text?.initializers.has("conv.weight")).toBe(false);
  });

  test("gives the same embeddings as its towers, to the bit", async () => {
    const pixel_values = ramp([2, 3, 8, 8]);
    const texts = {
      input_ids: tokens([3, 4], (i) => i % 12),
      attention_mask: tokens([3, 4], (i) => (i % 4 < 3 ? 1 : 0)),
    };
    const whole = await runModel(bytes, { pixel_values, ...texts });
    expect((await runModel(imageTower(joint).bytes, { pixel_values })).image_embeds).toEqual(whole.image_embeds);
    const text = await runModel(textTower(joint)?.bytes ?? new Uint8Array(0), texts);
    expect(text.text_embeds).toEqual(whole.text_embeds);
  });
});

describe("imageTower", () => {
  test("gives a model of one input, and one that is no tower, back as they are", () => {
    for (const bytes of [imageTowerBytes(), readFileSync(goldenFile("a.onnx"))]) {
      const model = readModel(bytes);
      expect(imageTower(model)).toBe(model);
    }
    const inputs = [
      ["x", "float32", ["n", 3, 8, 8]],
      ["temperature", "float32", [1]],
    ] as const;
    const classifier = readModel(
      modelBytes({
        inputs,
        outputs: [["logits", "float32", ["n", 3, 8, 8]]],
        nodes: [["Div", "x temperature", "logits"]],
      }),
    );
    expect(imageTower(classifier)).toBe(classifier);
  });
});

describe("textTower", () => {
  test("is the whole of a text tower", async () => {
    const bytes = textTowerBytes();
    const tower = textTower(readModel(bytes));
    const texts = { input_ids: tokens([2, 3], (i) => i + 1), attention_mask: tokens([2, 3], () => 1) };
    expect(await runModel(tower?.bytes ?? new Uint8Array(0), texts)).toEqual(await runModel(bytes, texts));
  });

  test("is null for an image tower and for a classifier", () => {
    expect(textTower(readModel(imageTowerBytes()))).toBeNull();
    expect(textTower(readModel(readFileSync(goldenFile("a.onnx"))))).toBeNull();
  });
});

describe("textEmbeddingOf", () => {
  const of = (...outputs: string[]) =>
    textEmbeddingOf(
      readModel(
        modelBytes({
          inputs: [["input_ids", "int64", ["n", "t"]]],
          outputs: outputs.map((name) => [name, name === "mask" ? "int64" : "float32", ["n", "t"]]),
          weights: [{ name: "w", dims: [1], values: [1] }],
          nodes: outputs.map((name) =>
            name === "constant"
              ? ["Neg", "w", name]
              : ["Cast", "input_ids", name, { to: { int: name === "mask" ? 7 : 1 } }],
          ),
        }),
      ),
    )?.name ?? null;

  test("is the output named like one, else the only float output", () => {
    expect(of("last_hidden_state", "text_embeds")).toBe("text_embeds");
    expect(of("hidden", "textEmbedding")).toBe("textEmbedding");
    expect(of("sentence", "mask")).toBe("sentence");
    expect(of("sentence", "constant")).toBe("sentence");
    expect(of("last_hidden_state", "pooler_output")).toBe("pooler_output");
    expect(of("pooler_output", "text_embeds")).toBe("text_embeds");
    expect(of("last_hidden_state", "hidden_states")).toBeNull();
  });

  test("is one row a text, whatever it is called", () => {
    const outputs = [
      ["text_embeds", "float32", ["n", "t", 4]],
      ["pooler_output", "float32", ["n", "t"]],
    ] as const;
    const nodes = [
      ["Cast", "input_ids", "pooler_output", { to: { int: 1 } }],
      ["Unsqueeze", "pooler_output last", "text_embeds"],
    ] as const;
    const weights = [{ name: "last", type: "int64", dims: [1], values: [2] }] as const;
    const inputs = [["input_ids", "int64", ["n", "t"]]] as const;
    expect(textEmbeddingOf(readModel(modelBytes({ inputs, outputs, nodes, weights })))?.name).toBe("pooler_output");
  });
});

describeField("the towers of an exported CLIP", () => {
  test("take half of its inputs each and keep their embeddings to the bit", async () => {
    const bytes = readFileSync(field("models/formats/hf-clip.dynamo.onnx"));
    const joint = readModel(bytes, "clip");
    const [image, text] = [imageTower(joint), textTower(joint)];
    expect([names(image.inputs), names(text?.inputs)]).toEqual([["pixel_values"], ["input_ids", "attention_mask"]]);
    expect([image.nodes.length, text?.nodes.length, joint.nodes.length]).toEqual([118, 94, 216]);
    const pixel_values = ramp([2, 3, 32, 32]);
    const texts = {
      input_ids: tokens([10, 8], (i) => 1 + ((i * 7) % 40)),
      attention_mask: tokens([10, 8], (i) => (i % 8 < 5 ? 1 : 0)),
    };
    const whole = await runModel(bytes, { pixel_values, ...texts });
    expect(await runModel(image.bytes, { pixel_values })).toEqual({ image_embeds: whole.image_embeds });
    expect(await runModel(text?.bytes ?? new Uint8Array(0), texts)).toEqual({ text_embeds: whole.text_embeds });
  });
});
