import { expect, test } from "vitest";
import { globalPruner } from "../../src/onnx/global-pruner.js";
import { pruneGlobal } from "../../src/onnx/prune-global.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

test("pruning once is what the pruner gives at that level", () => {
  const model = readModel(
    modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      weights: [{ name: "w", dims: [2, 2], values: [1, -4, 3, 2] }],
      nodes: [["MatMul", "x w", "y"]],
    }),
  );
  expect(pruneGlobal(model, 0.5)).toEqual(globalPruner(model).at(0.5));
  expect(pruneGlobal(model, 0.5).zeros).toBe(2);
});
