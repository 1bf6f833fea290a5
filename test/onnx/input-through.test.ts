import { describe, expect, test } from "vitest";
import { inputThrough } from "../../src/onnx/input-through.js";
import { concatBytes } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { graphBytes, type ModelSpec, modelBytes } from "../support/onnx-builder.js";
import { runModel } from "./run-model.js";

const branch = (opType: string) => ({
  graph: graphBytes({ outputs: [["of", "float32", [2]]], nodes: [[opType, "x", "of"]] }),
});

/** Reads x in a node, in both branches of an `If`, and has y beside it. */
const SPEC: ModelSpec = {
  inputs: [
    ["x", "float32", [2]],
    ["y", "float32", [2]],
  ],
  outputs: [
    ["sum", "float32", [2]],
    ["chosen", "float32", [2]],
  ],
  weights: [{ name: "yes", type: "bool", dims: [], values: [1] }],
  nodes: [
    ["Add", "x y", "sum"],
    ["If", "yes", "chosen", { then_branch: branch("Exp"), else_branch: branch("Neg") }],
  ],
  metadata: { kept: "yes" },
};

const through = (spec: ModelSpec) => {
  const model = readModel(modelBytes(spec), "m.onnx");
  const [x] = model.inputs;
  if (x === undefined) throw new Error("no input");
  return inputThrough(model, x, { suffix: "new", dims: [2], opType: "Neg" });
};

describe("inputThrough", () => {
  test("all that read the input read what the node makes, sub-graphs too; other inputs are left alone", async () => {
    const made = through(SPEC);
    expect(made.name).toBe("m.onnx");
    expect(made.inputs.map(({ name }) => name)).toEqual(["x/new/1", "y"]);
    expect(made.metadata.get("kept")).toBe("yes");
    const feed = (...values: number[]) => ({ dims: [2], data: Float32Array.from(values) });
    const { sum, chosen } = await runModel(made.bytes, { "x/new/1": feed(1, 2), y: feed(10, 20) });
    expect(sum?.data).toEqual([9, 18]);
    expect(chosen?.data).toEqual([expect.closeTo(Math.exp(-1), 6), expect.closeTo(Math.exp(-2), 6)]);
  });

  test("takes a name that is free", () => {
    const nodes = [...SPEC.nodes, ["Neg", "y", "x/new/1"] as const];
    expect(through({ ...SPEC, nodes }).inputs[0]?.name).toBe("x/new/2");
  });

  test("an input in a later record of the graph is found", () => {
    const model = readModel(concatBytes([modelBytes({ nodes: [] }), modelBytes(SPEC)]), "m.onnx");
    const [x] = model.inputs;
    expect(x && inputThrough(model, x, { suffix: "new", dims: [2], opType: "Neg" }).inputs.length).toBe(2);
  });
});
