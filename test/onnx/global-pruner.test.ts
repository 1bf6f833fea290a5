import { expect, test } from "vitest";
import { globalPruner } from "../../src/onnx/global-pruner.js";
import { readModel } from "../../src/onnx/read-model.js";
import { productChain, weightsOf } from "../support/product-chain.js";

test("it is the method global, whose smallest weights are those of the whole model", () => {
  const pruner = globalPruner(readModel(productChain([[5, 1]], [[2], [8]])));
  expect(weightsOf(pruner.at(0.5).bytes)).toEqual([
    [5, 0],
    [0, 8],
  ]);
  expect([pruner.prunable, pruner.head, pruner.notes]).toEqual([4, null, []]);
});
