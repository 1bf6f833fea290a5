import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { withMetadata } from "../../src/onnx/with-metadata.js";
import { goldenFile } from "../support/golden-models.js";
import { runModel } from "./run-model.js";

test("takes the place of the metadata that were there, and leaves the network as it is", async () => {
  const bytes = new Uint8Array(readFileSync(goldenFile("a.onnx")));
  const once = withMetadata(bytes, { seed: "1", ü: "→" });
  const twice = withMetadata(once, { name: "other" });
  expect([...readModel(once).metadata]).toEqual([
    ["seed", "1"],
    ["ü", "→"],
  ]);
  expect([...readModel(twice).metadata]).toEqual([["name", "other"]]);
  expect(readModel(twice).nodes.length).toBe(readModel(bytes).nodes.length);
  const x = { dims: [1, 3, 8, 8], data: new Float32Array(192).fill(0.5) };
  const [before, after] = [await runModel(bytes, { images: x }), await runModel(twice, { images: x })];
  expect(after.logits).toEqual(before.logits);
});
