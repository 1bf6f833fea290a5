import { describe, expect, test } from "vitest";
import { attributeGap } from "../../src/onnx/attribute-gap.js";
import type { OnnxNode } from "../../src/onnx/model.js";
import { readModel } from "../../src/onnx/read-model.js";
import { type AttributeSpec, modelBytes } from "../support/onnx-builder.js";

function node(attributes: Readonly<Record<string, AttributeSpec>>): OnnxNode {
  const [read] = readModel(
    modelBytes({ inputs: [["x", "float32", [1]]], nodes: [["Op", "x", "y", attributes]] }),
  ).nodes;
  if (read === undefined) throw new Error("no node");
  return read;
}

describe("attributeGap", () => {
  test("names the first attribute that differs, and both values", () => {
    const gap = attributeGap(node({ strides: { ints: [2, 2] } }), node({ strides: { ints: [1, 1] } }));
    expect(gap).toBe("strides is [2,2] in A and [1,1] in B");
    const epsilons = [1e-5, 1e-6].map((float) => node({ epsilon: { float } }));
    expect(attributeGap(epsilons[0] ?? node({}), epsilons[1] ?? node({}))).toMatch(/^epsilon is .* in A and .* in B$/);
    expect(attributeGap(node({}), node({ axis: { int: 1 } }))).toBe("axis is not given in A and 1 in B");
    expect(attributeGap(node({ mode: { text: "linear" } }), node({ mode: { text: "cubic" } }))).toContain('"linear"');
  });

  test("takes a default for the same, spelt out or not", () => {
    const spelt = node({
      strides: { ints: [1, 1] },
      pads: { ints: [0, 0, 0, 0] },
      dilations: { ints: [1, 1] },
      group: { int: 1 },
      epsilon: { float: 1e-5 },
      auto_pad: { text: "NOTSET" },
    });
    expect(attributeGap(spelt, node({}))).toBeNull();
    expect(attributeGap(node({}), spelt)).toBeNull();
    expect(attributeGap(node({}), node({ pads: { ints: [0, 0, 1, 1] } }))).toBe("pads is [0] in A and [0,0,1,1] in B");
  });

  test("passes over what matters in training only, and over tensors", () => {
    expect(attributeGap(node({ momentum: { float: 0.9 } }), node({ momentum: { float: 0.1 } }))).toBeNull();
    const held = (value: number) => node({ value: { tensor: { dims: [1], values: [value] } } });
    expect(attributeGap(held(1), held(2))).toBeNull();
    expect(attributeGap(held(1), node({ value: { int: 1 } }))).toBe("value is a tensor in A and 1 in B");
  });
});
