import { describe, expect, test } from "vitest";
import { editGraph } from "../../src/onnx/edit.js";
import { bytesField, concatBytes, nodeProto, valueProto } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, nodeBytes, tensorBytes } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

const BYTES = modelBytes({
  inputs: [["x", "float32", ["n", 2]]],
  outputs: [["y", "float32", ["n", 2]]],
  nodes: [
    ["Neg", "x", "a"],
    ["Abs", "x", "unused"],
    ["Exp", "a", "y"],
    ["Sqrt", "unused", "unused2"],
  ],
});

describe("editGraph", () => {
  test("without an edit gives the same bytes", () => {
    expect(editGraph(readModel(BYTES), {})).toEqual(BYTES);
  });

  test("leaves the file as it was and appends to its end", () => {
    const model = readModel(BYTES);
    const node = nodeProto({ opType: "Relu", inputs: ["a"], outputs: ["r"] });
    const edited = editGraph(model, { nodes: [node], outputs: [valueProto("r")] });
    expect(edited.subarray(0, BYTES.length)).toEqual(BYTES);
    expect(readModel(edited).nodes.map((each) => each.opType)).toEqual(["Neg", "Abs", "Exp", "Sqrt", "Relu"]);
  });

  test("drops nodes from every graph record, and the runtime takes what is left", async () => {
    const twoRecords = concatBytes([
      BYTES,
      bytesField(
        7,
        concatBytes([bytesField(1, nodeBytes(["Tanh", "a", "t"])), bytesField(1, nodeBytes(["Sin", "a", "s"]))]),
      ),
    ]);
    const model = readModel(twoRecords);
    const drop = new Set(model.nodes.filter((node) => ["Abs", "Sqrt", "Sin"].includes(node.opType)));
    const edited = editGraph(model, {
      drop,
      nodes: [nodeProto({ opType: "Add", inputs: ["t", "k"], outputs: ["sum"] })],
      initializers: [tensorBytes({ name: "k", dims: [1], values: [10] })],
      outputs: [valueProto("sum")],
    });
    expect(readModel(edited).nodes.map((node) => node.opType)).toEqual(["Neg", "Exp", "Tanh", "Add"]);
    const x = ramp([1, 2]);
    const { y, sum } = await runModel(edited, { x });
    expect(y?.data).toEqual([...x.data].map((value) => expect.closeTo(Math.exp(-value), 5)));
    expect(sum?.data).toEqual([...x.data].map((value) => expect.closeTo(10 + Math.tanh(-value), 5)));
  });
});
