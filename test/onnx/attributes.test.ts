import { expect, test } from "vitest";
import { intAttribute, intsAttribute } from "../../src/onnx/attributes.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

const [NODE] = readModel(
  modelBytes({
    inputs: [["x", "float32", [1]]],
    nodes: [["Relu", "x", "y", { axis: { int: -2 }, axes: { ints: [1, 2] }, mode: { text: "sum" } }]],
  }),
).nodes;

test("an attribute of another kind counts as none", () => {
  if (NODE === undefined) throw new Error("no node");
  expect([intAttribute(NODE, "axis", 7), intAttribute(NODE, "mode", 7), intAttribute(NODE, "no", 7)]).toEqual([
    -2, 7, 7,
  ]);
  expect([intsAttribute(NODE, "axes"), intsAttribute(NODE, "axis"), intsAttribute(NODE, "no")]).toEqual([
    [1, 2],
    null,
    null,
  ]);
});
