import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { countParameters } from "../../src/onnx/count-parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { releaseBytes } from "../../src/runtime/release-bytes.js";
import { goldenFile } from "../support/golden-models.js";

test("frees the bytes of networks that are in memory alone, whose graphs can still be read", () => {
  const model = readModel(new Uint8Array(readFileSync(goldenFile("a.onnx"))));
  const before = countParameters(model);
  expect(model.bytes.length).toBeGreaterThan(before);
  releaseBytes([
    { onnx: model, whole: model },
    { onnx: model, whole: model },
  ]);
  expect(model.bytes.length).toBe(0);
  expect([countParameters(model), model.outputs.map(({ name }) => name)]).toEqual([before, ["logits"]]);
});
