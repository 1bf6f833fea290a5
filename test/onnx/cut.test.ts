import { describe, expect, test } from "vitest";
import { cutTo } from "../../src/onnx/cut.js";
import { bytesField, concatBytes } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { graphBytes, type ModelSpec, modelBytes, type NodeLine } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

const TWO: ModelSpec = {
  inputs: [
    ["x", "float32", ["n", 2]],
    ["t", "float32", ["n", 2]],
  ],
  outputs: [
    ["left", "float32", ["n", 2]],
    ["right", "float32", ["n", 2]],
    ["both", "float32", ["n", 2]],
  ],
  weights: [
    { name: "w", dims: [2, 2], values: [1, 2, 3, 4] },
    { name: "v", dims: [2], values: [5, 6] },
    { name: "unread", dims: [1], values: [7] },
  ],
  nodes: [
    ["MatMul", "x w", "a"],
    ["Add", "t v", "b"],
    ["Relu", "a", "left"],
    ["Neg", "b", "right"],
    ["Mul", "left right", "both"],
    ["Sigmoid", "a", "dead"],
  ],
  metadata: { kept: "yes" },
};

function parts(bytes: Uint8Array, ...outputs: string[]) {
  const cut = cutTo(readModel(bytes, "m.onnx"), outputs);
  return {
    inputs: cut.inputs.map(({ name }) => name),
    outputs: cut.outputs.map(({ name }) => name),
    weights: [...cut.initializers.keys()],
    nodes: cut.nodes.map((node) => `${node.opType} ${node.outputs.join(" ")}`),
  };
}

/** Both graphs on the same numbers; only outputs that the cut one has. */
async function twice(bytes: Uint8Array, cut: Uint8Array, ...inputs: string[]) {
  const feeds = { x: ramp([3, 2]), t: ramp([3, 2]) };
  const found = await runModel(
    cut,
    Object.fromEntries(Object.entries(feeds).filter(([name]) => inputs.includes(name))),
  );
  const whole = await runModel(bytes, feeds);
  return { found, expected: Object.fromEntries(Object.keys(found).map((name) => [name, whole[name]])) };
}

describe("cutTo", () => {
  test("leaves out every input, initialiser and node that the outputs do not need", () => {
    const bytes = modelBytes(TWO);
    expect(parts(bytes, "left")).toEqual({
      inputs: ["x"],
      outputs: ["left"],
      weights: ["w"],
      nodes: ["MatMul a", "Relu left"],
    });
    expect(parts(bytes, "right").nodes).toEqual(["Add b", "Neg right"]);
    expect(parts(bytes, "right").weights).toEqual(["v"]);
  });

  test("of several outputs keeps what any of them needs, in the order of the file", () => {
    expect(parts(modelBytes(TWO), "both", "left")).toEqual({
      inputs: ["x", "t"],
      outputs: ["left", "both"],
      weights: ["w", "v"],
      nodes: ["MatMul a", "Add b", "Relu left", "Neg right", "Mul both"],
    });
  });

  test("keeps name, operators' version and metadata", () => {
    const cut = cutTo(readModel(modelBytes({ ...TWO, opset: 13 }), "m.onnx"), ["left"]);
    expect([cut.name, cut.opset, cut.metadata.get("kept")]).toEqual(["m.onnx", 13, "yes"]);
  });

  test.each([
    ["left", ["x"]],
    ["right", ["t"]],
    ["both", ["x", "t"]],
  ])("computes %s to the bit", async (output, inputs) => {
    const bytes = modelBytes(TWO);
    const { found, expected } = await twice(bytes, cutTo(readModel(bytes), [output]).bytes, ...inputs);
    expect(Object.keys(found)).toEqual([output]);
    expect(found).toEqual(expected);
  });

  test("cuts every record of a graph that is stored in several", async () => {
    const more = graphBytes({
      weights: [{ name: "u", dims: [2], values: [0.5, -0.5] }],
      outputs: [["far", "float32", ["n", 2]]],
      nodes: [
        ["Exp", "b", "dead2"],
        ["Mul", "left u", "far"],
      ],
    });
    const bytes = concatBytes([modelBytes(TWO), bytesField(7, more), bytesField(2, "later")]);
    expect(parts(bytes, "far")).toEqual({
      inputs: ["x"],
      outputs: ["far"],
      weights: ["w", "u"],
      nodes: ["MatMul a", "Relu left", "Mul far"],
    });
    const cut = cutTo(readModel(bytes), ["far"]);
    expect([cut.graphRecords.length, cut.producer]).toEqual([2, "later"]);
    const { found, expected } = await twice(bytes, cut.bytes, "x");
    expect(found).toEqual(expected);
  });

  test("keeps what a sub-graph captures, and the input that has an initialiser as default", async () => {
    const branch = (nodes: readonly NodeLine[]) => ({
      graph: graphBytes({ outputs: [["z", "float32", ["n", 2]]], nodes }),
    });
    const nodes: NodeLine[] = [
      ...TWO.nodes,
      ["ReduceSum", "x", "sum", { keepdims: { int: 0 } }],
      ["Greater", "sum limit", "c"],
      ["If", "c", "chosen", { then_branch: branch([["Mul", "a v", "z"]]), else_branch: branch([["Neg", "a", "z"]]) }],
    ];
    const bytes = modelBytes({
      ...TWO,
      inputs: [...(TWO.inputs ?? []), ["v", "float32", [2]]],
      outputs: [...(TWO.outputs ?? []), ["chosen", "float32", ["n", 2]]],
      weights: [...(TWO.weights ?? []), { name: "limit", dims: [], values: [-100] }],
      nodes,
    });
    expect(parts(bytes, "chosen")).toEqual({
      inputs: ["x"],
      outputs: ["chosen"],
      weights: ["w", "v", "limit"],
      nodes: ["MatMul a", "ReduceSum sum", "Greater c", "If chosen"],
    });
    const { found, expected } = await twice(bytes, cutTo(readModel(bytes), ["chosen"]).bytes, "x");
    expect(found).toEqual(expected);
  });

  test("drops what the file says of tensors that are gone", () => {
    const values = concatBytes(["a", "b", "dead"].map((name) => bytesField(13, bytesField(1, name))));
    const model = readModel(concatBytes([modelBytes(TWO), bytesField(7, values)]));
    expect([...model.values.keys()]).toEqual(["a", "b", "dead"]);
    expect([...cutTo(model, ["left"]).values.keys()]).toEqual(["a"]);
  });

  test("refuses what is no output of the model", () => {
    const model = readModel(modelBytes(TWO), "m.onnx");
    expect(() => cutTo(model, ["left", "a"])).toThrow(new RangeError("cutTo: m.onnx has no output a"));
  });
});
