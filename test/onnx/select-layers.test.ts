import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import { readModel } from "../../src/onnx/read-model.js";
import { globMatcher, selectLayers } from "../../src/onnx/select-layers.js";
import { modelBytes } from "../support/onnx-builder.js";

const MODEL = readModel(
  modelBytes({
    inputs: [["image", "float32", ["n", 3, 8, 8]]],
    outputs: [["logits", "float32", ["n", 10]]],
    weights: [{ name: "w", dims: [1], values: [1] }],
    nodes: [
      ["Conv", "image w", "layer1.conv"],
      ["Relu", "layer1.conv", "layer1.relu"],
      ["Shape", "layer1.relu", "layer1.shape"],
      ["IsNaN", "layer1.relu", "layer1.nan"],
      ["Conv", "layer1.relu w", "layer2.conv"],
      ["Relu", "layer2.conv", "layer*"],
      ["Neg", "layer*", "a,b"],
      ["Gemm", "a,b w", "logits"],
    ],
  }),
  "m",
);

describe("selectLayers", () => {
  test.each([
    ["a name, an input or an output", "logits,image", ["image", "logits"]],
    [
      "a list, in graph order and each once",
      ["layer2.conv", "layer1.*", "layer1.conv"],
      ["layer1.conv", "layer1.relu", "layer2.conv"],
    ],
    ["? for one character", "layer?.conv", ["layer1.conv", "layer2.conv"]],
    ["a name that exists, though it looks like a glob", "layer*", ["layer*"]],
    ["a name that exists, though it looks like a list", "a,b", ["a,b"]],
    ["any tensor by its full name", "layer1.shape", ["layer1.shape"]],
    ["auto, with others", "auto, layer2.conv", ["layer1.relu", "layer2.conv", "a,b"]],
  ])("takes %s", (_, spec, expected) => {
    expect(selectLayers(MODEL, spec)).toEqual(expected);
  });

  test("names what matches nothing, and what is nearest to it", () => {
    const select = () => selectLayers(MODEL, "layer1.rely");
    expect(select).toThrow(TrisimError);
    expect(select).toThrow('m: no layer matches "layer1.rely"; the nearest are layer1.relu, layer1.conv, layer2.conv');
    expect(() => selectLayers(MODEL, ["logits", "block*"])).toThrow('m: no layer matches "block*"');
  });
});

describe("globMatcher", () => {
  test.each([
    ["*", "", true],
    ["a*c", "abcbc", true],
    ["a*c", "abcb", false],
    ["**a?", "xxab", true],
    ["a?", "a", false],
    ["/l[0].*", "/l[0].x", true],
    ["a.c", "abc", false],
  ])("%s on %s is %s", (glob, name, expected) => {
    expect(globMatcher(glob)(name)).toBe(expected);
  });

  test("takes no exponential time", () => {
    expect(globMatcher(`${"*a".repeat(50)}b`)("a".repeat(5000))).toBe(false);
  });
});
