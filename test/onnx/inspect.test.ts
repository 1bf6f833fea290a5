import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inspect } from "../../src/onnx/inspect.js";
import { readModel } from "../../src/onnx/read-model.js";
import { goldenFile } from "../support/golden-models.js";

test("inspect says what a file alone tells", () => {
  const { inputs, outputs, ...rest } = inspect(readModel(readFileSync(goldenFile("b.onnx")), "b.onnx"));
  expect(rest).toEqual({
    parameters: expect.any(Number),
    layers: ["block1.sum", "block2.sum", "block2.relu2"],
    penultimate: "block2.relu2",
    logits: "logits",
    family: "cnn",
  });
  expect(rest.parameters).toBeGreaterThan(10_000);
  expect([inputs[0]?.name, outputs[0]?.name]).toEqual(["images", "logits"]);
});
