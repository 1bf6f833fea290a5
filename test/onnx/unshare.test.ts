import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { unshare } from "../../src/onnx/unshare.js";
import { describeField, field } from "../support/field.js";
import { modelBytes } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

const SHARED = modelBytes({
  inputs: [["x", "float32", ["n", 2]]],
  outputs: [
    ["y", "float32", ["n", 2]],
    ["copy", "float32", [2]],
  ],
  weights: [{ name: "b", dims: [2], values: [1, 2] }],
  nodes: [
    ["Identity", "b", "b1"],
    ["Identity", "b1", "b2"],
    ["Identity", "b", "copy"],
    ["Identity", "x", "x1"],
    ["Add", "x1 b1", "a"],
    ["Mul", "a b2", "y"],
  ],
});

test("every initialiser behind an Identity gets its own values under the name it had", () => {
  const model = unshare(readModel(SHARED, "m"));
  const values = ["b", "b1", "b2"].map((name) => {
    const tensor = model.initializers.get(name);
    return tensor && tensorValues(model, tensor);
  });
  expect(values).toEqual([Float32Array.of(1, 2), Float32Array.of(1, 2), Float32Array.of(1, 2)]);
  expect(new Set([...model.initializers.values()].map((tensor) => tensor.values.start)).size).toBe(3);
  expect(model.name).toBe("m");
});

test("an Identity of an activation, or one that is an output of the graph, stays", () => {
  const model = unshare(readModel(SHARED));
  expect(model.nodes.map((node) => [node.opType, node.outputs[0]])).toEqual([
    ["Identity", "copy"],
    ["Identity", "x1"],
    ["Add", "a"],
    ["Mul", "y"],
  ]);
});

test("the model computes what it did", async () => {
  const x = ramp([3, 2]);
  const unshared = unshare(readModel(SHARED));
  expect(await runModel(unshared.bytes, { x })).toEqual(await runModel(SHARED, { x }));
});

test("a model that shares nothing is given back as it is", () => {
  const model = unshare(readModel(SHARED));
  expect(unshare(model)).toBe(model);
});

describeField("unshare of an exported ViT", () => {
  test("removes all 40 Identity nodes and keeps every output to the bit", async () => {
    const bytes = readFileSync(field("models/formats/hf-vit.script.onnx"));
    const model = readModel(bytes);
    const unshared = unshare(model);
    expect(unshared.nodes.length).toBe(model.nodes.length - 40);
    expect(unshared.initializers.size).toBe(model.initializers.size + 40);
    const feeds = { pixel_values: ramp([2, 3, 32, 32]) };
    expect(await runModel(unshared.bytes, feeds)).toEqual(await runModel(bytes, feeds));
  });
});
