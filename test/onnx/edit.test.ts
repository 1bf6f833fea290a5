import { describe, expect, test } from "vitest";
import { editGraph } from "../../src/onnx/edit.js";
import { bytesField, concatBytes, nodeProto, valueProto } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, nodeBytes, tensorBytes, valueBytes } from "../support/onnx-builder.js";
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

  test("puts nodes in the place of a node, of an appended one too, so that the order of the graph holds", async () => {
    const first = readModel(BYTES);
    const twice = readModel(
      editGraph(first, {
        nodes: [nodeBytes(["Tanh", "y", "t"]), nodeBytes(["Neg", "t", "u"])],
        outputs: [valueProto("u")],
      }),
    );
    const [neg, abs, , sqrt, tanh] = twice.nodes;
    if (!neg || !abs || !sqrt || !tanh) throw new Error("no nodes");
    const edited = editGraph(twice, {
      drop: new Set([sqrt]),
      // Given in another order than that of the graph.
      replace: new Map([
        [tanh, [nodeBytes(["Exp", "y", "e"]), nodeBytes(["Add", "e w", "t"])]],
        [abs, []],
        [neg, [nodeBytes(["Sin", "x", "s"]), nodeBytes(["Neg", "s", "a"])]],
      ]),
      initializers: [tensorBytes({ name: "w", dims: [1], values: [3] })],
    });
    expect(readModel(edited).nodes.map(({ opType }) => opType)).toEqual(["Sin", "Neg", "Exp", "Exp", "Add", "Neg"]);
    const x = ramp([2, 2]);
    const { y, u } = await runModel(edited, { x });
    const exp = [...x.data].map((value) => Math.exp(-Math.sin(value)));
    expect(y?.data).toEqual(exp.map((value) => expect.closeTo(value, 5)));
    expect(u?.data).toEqual(exp.map((value) => expect.closeTo(-(Math.exp(value) + 3), 4)));
  });

  test("appends inputs, which must then be fed", async () => {
    const edited = editGraph(readModel(BYTES), {
      nodes: [nodeBytes(["Add", "a more", "sum"])],
      inputs: [valueBytes(["more", "float32", [2]])],
      outputs: [valueProto("sum")],
    });
    expect(readModel(edited).inputs.map(({ name }) => name)).toEqual(["x", "more"]);
    const [x, more] = [ramp([1, 2]), { dims: [2], data: Float32Array.of(10, 20) }];
    const { sum } = await runModel(edited, { x, more });
    expect(sum?.data).toEqual([...x.data].map((value, i) => expect.closeTo(10 * (i + 1) - value, 5)));
  });

  test("takes bytes that were appended to since the model was read", () => {
    const model = readModel(BYTES);
    const longer = editGraph(model, { nodes: [nodeBytes(["Relu", "y", "r"])] });
    const edited = editGraph({ ...model, bytes: longer }, { drop: new Set(model.nodes.slice(-1)) });
    expect(readModel(edited).nodes.map(({ opType }) => opType)).toEqual(["Neg", "Abs", "Exp", "Relu"]);
  });
});
