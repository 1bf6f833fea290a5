import { expect, test } from "vitest";
import { countParameters } from "../../src/onnx/count-parameters.js";
import { openModel } from "../../src/runtime/open-model.js";
import { releaseBytes } from "../../src/runtime/release-bytes.js";
import { goldenFile } from "../support/golden-models.js";

test("frees the bytes of networks, whose graphs can still be read", async () => {
  const model = await openModel(goldenFile("a.onnx"));
  const before = countParameters(model.onnx);
  expect(model.onnx.bytes.length).toBeGreaterThan(before);
  releaseBytes([model, model]);
  expect([model.onnx.bytes.length, model.whole.bytes.length]).toEqual([0, 0]);
  expect([countParameters(model.onnx), model.onnx.outputs.map(({ name }) => name)]).toEqual([before, ["logits"]]);
});
