import { expect, test } from "vitest";
import { lastWeighted } from "../../src/onnx/last-weighted.js";
import { readModel } from "../../src/onnx/read-model.js";
import { productChain } from "../support/product-chain.js";

test("the node is found with what it reads, from wherever the walk starts", () => {
  const model = readModel(productChain([[1, 2]], [[3], [4]]), "m");
  expect(lastWeighted(model, "x2")).toEqual({ node: model.nodes[1], activation: "x1", weight: "w1" });
  expect(lastWeighted(model, "x1")).toEqual({ node: model.nodes[0], activation: "x0", weight: "w0" });
  expect(() => lastWeighted(model, "x0")).toThrow(
    "m: has no penultimate layer: no weighted node lies between x0 and x0",
  );
});
