import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import type { Model } from "../../src/runtime/open-model.js";
import { connectModels } from "../../src/study/connect-models.js";
import { midpointWarnings } from "../../src/study/midpoint.js";

test("a network halfway on another path than was asked for says so, in the results and in its file", async () => {
  const options = { data: "zoo:fashion", limit: 100, points: 3, align: "weights", repair: true, threads: 1 } as const;
  const saved = { ...options, midpoint: true };
  // Of a network and itself no path is better than the first.
  const { result, midpoint } = await connectModels("zoo:resnet-1", "zoo:resnet-1", saved);
  const said = "the network halfway is that of the naive path: the repaired one, which was asked for, is no better";
  expect(result).toMatchObject({ lmcCurve: "naive", alignment: { method: "weights" }, repair: { kind: "batch-norm" } });
  expect(result.warnings).toContain(said);
  const { metadata } = readModel(midpoint ?? new Uint8Array());
  const origin = JSON.parse(metadata.get("trisim_midpoint") ?? "");
  expect(origin).toMatchObject({ path: "naive", alignment: null, repair: null });
  expect((await connectModels("zoo:resnet-1", "zoo:resnet-1", options)).result.warnings).not.toContain(said);
});

test("a network halfway between two that see images differently is said to be fed as the first", () => {
  const model = (name: string, config: object) => ({ name, preprocess: { config } }) as unknown as Model;
  const [a, b] = [model("one", { do_rescale: true }), model("two", { do_rescale: false })];
  const found = { lmcCurve: "naive", reasons: {} } as const;
  expect(midpointWarnings({ a, b }, found, "naive")).toEqual([
    "one and two preprocess images differently: the network halfway is fed as one is",
  ]);
  expect(midpointWarnings({ a, b: a }, found, "naive")).toEqual([]);
  expect(midpointWarnings({ a, b: a }, { ...found, reasons: { lmcCurve: "why" } }, "repaired")).toEqual([
    "the network halfway is that of the naive path: the repaired one, which was asked for, is left out or no better",
  ]);
});
