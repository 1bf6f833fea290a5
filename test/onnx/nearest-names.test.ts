import { expect, test } from "vitest";
import { nearestNames } from "../../src/onnx/nearest-names.js";

test("names that contain the text come first, then those with the fewest edits, at most three", () => {
  const names = ["conv1", "relu1", "/block/relu/out", "pool", "relu12"];
  expect(nearestNames("Relu", names)).toEqual(["relu1", "/block/relu/out", "relu12"]);
  expect(nearestNames("pol", names)[0]).toBe("pool");
  expect(nearestNames("vonc1", names)[0]).toBe("conv1");
  expect(nearestNames("x", [])).toEqual([]);
});
