import { expect, test } from "vitest";
import { beforeShapes } from "../../src/onnx/before-shapes.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

test("goes back through what changes shape and storage alone, to an input of the graph at most", () => {
  const model = readModel(
    modelBytes({
      inputs: [["x", "float32", ["n", 2, 3]]],
      outputs: ["y"],
      nodes: [
        ["Cast", "x", "c", { to: { int: 10 } }],
        ["Relu", "c", "r"],
        ["Transpose", "r", "t"],
        ["Flatten", "t", "y"],
      ],
    }),
  );
  expect(["y", "r", "c", "x", "none"].map((tensor) => beforeShapes(model, tensor))).toEqual([
    "r",
    "r",
    "x",
    "x",
    "none",
  ]);
});
