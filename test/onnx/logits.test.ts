import { describe, expect, test } from "vitest";
import { imageEmbeddingOf, logitsOf } from "../../src/onnx/logits.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, type NodeLine, type ValueSpec } from "../support/onnx-builder.js";

function model(outputs: readonly string[], nodes: readonly NodeLine[], ids: readonly ValueSpec[] = []) {
  const values = outputs.map((name): ValueSpec => [name, "float32", ["n", 10]]);
  const inputs: readonly ValueSpec[] = [["x", "float32", ["n", 3, 8, 8]], ...ids];
  return readModel(modelBytes({ inputs, outputs: values, nodes }));
}

describe("logitsOf", () => {
  test("is the output named like logits, else the only float output", () => {
    const two: NodeLine[] = [
      ["Relu", "x", "hidden"],
      ["Neg", "hidden", "aux_logits"],
      ["Neg", "hidden", "logits"],
    ];
    expect(logitsOf(model(["hidden", "aux_logits", "logits"], two))).toBe("logits");
    expect(logitsOf(model(["hidden", "aux_logits"], two))).toBe("aux_logits");
    expect(logitsOf(model(["495"], [["Relu", "x", "495"]]))).toBe("495");
    expect(
      logitsOf(
        model(
          ["a", "b"],
          [
            ["Relu", "x", "a"],
            ["Neg", "x", "b"],
          ],
        ),
      ),
    ).toBeNull();
  });

  test("a final softmax is walked back to its input, whatever shape comes after it", () => {
    const nodes: NodeLine[] = [
      ["Flatten", "x", "f"],
      ["Softmax", "f", "p"],
      ["Squeeze", "p", "y"],
    ];
    expect(logitsOf(model(["y"], nodes))).toBe("f");
    expect(logitsOf(model(["p"], nodes))).toBe("f");
    expect(logitsOf(model(["f"], nodes))).toBe("f");
  });

  test("a tower and a joint model of images and texts have none", () => {
    expect(logitsOf(model(["image_embeds"], [["Relu", "x", "image_embeds"]]))).toBeNull();
    const joint: NodeLine[] = [
      ["Relu", "x", "image_embeds"],
      ["Cast", "ids", "text_embeds", { to: { int: 1 } }],
      ["MatMul", "image_embeds text_embeds", "logits_per_image"],
    ];
    const clip = model(["logits_per_image", "text_embeds", "image_embeds"], joint, [["ids", "int64", ["n", 8]]]);
    expect([logitsOf(clip), imageEmbeddingOf(clip)]).toEqual([null, "image_embeds"]);
  });
});

describe("imageEmbeddingOf", () => {
  test("is the output named most like an image embedding, if any is", () => {
    const nodes: NodeLine[] = [
      ["Relu", "x", "last_hidden_state"],
      ["Neg", "x", "pooler_output"],
    ];
    expect(imageEmbeddingOf(model(["last_hidden_state", "pooler_output"], nodes))).toBe("pooler_output");
    expect(imageEmbeddingOf(model(["y"], [["Relu", "x", "y"]]))).toBeNull();
    const both: NodeLine[] = [
      ["Relu", "x", "embeddings"],
      ["Neg", "x", "logits"],
    ];
    expect(imageEmbeddingOf(model(["embeddings", "logits"], both))).toBeNull();
  });
});
