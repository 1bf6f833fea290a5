import { afterAll, expect, test } from "vitest";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { findUnitClasses } from "../../src/onnx/permutation/find-unit-classes.js";
import { readModel } from "../../src/onnx/read-model.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { traceGraph } from "../../src/runtime/trace-graph.js";
import { unitsGap } from "../../src/runtime/units-gap.js";
import { conv, pooledHead } from "../support/blocks.js";
import { foundUnits } from "../support/found-units.js";
import { net } from "../support/net.js";
import { modelBytes } from "../support/onnx-builder.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

test("a network whose output is no float32 is tried too", async () => {
  const wave = (size: number) => Array.from({ length: size }, (_, k) => Math.sin(1 + 1.7 * k));
  const bytes = modelBytes({
    inputs: [["images", "float32", ["n", 2, 3, 3]]],
    outputs: ["halves"],
    weights: [
      { name: "w", dims: [6, 2, 1, 1], values: wave(12) },
      { name: "head", dims: [6, 3], values: wave(18) },
    ],
    nodes: [
      ["Conv", "images w", "maps"],
      ["GlobalAveragePool", "maps", "pooled"],
      ["Flatten", "pooled", "flat"],
      ["MatMul", "flat head", "logits"],
      ["Cast", "logits", "halves", { to: { int: 11 } }],
    ],
  });
  const model = { name: "halves", onnx: readModel(bytes, "halves") };
  const input = { name: "images", batch: null, shape: [2, 3, 3] } as const;
  const parameters = (pairParameters(model.onnx, model.onnx).pairs ?? []).map(({ a }) => a);
  const found = findUnitClasses(model.onnx, parameters, await traceGraph(engine, model, input));
  expect(found.classes.map(({ size }) => size)).toEqual([6]);
  expect(await unitsGap(engine, model, input, found, 0)).toBeNull();
  const [only] = found.classes;
  const broken = { ...found, classes: [{ ...only, sites: only?.sites.slice(0, 1) ?? [] }] } as typeof found;
  expect(await unitsGap(engine, model, input, broken, 0)).toContain("halves: its outputs move by");
});

test("units that may not change places are noticed with any seed, be there but two", async () => {
  const n = net([2, 3, 3]);
  const maps = n.add("Relu", conv(n, n.images, 2, 2, 3));
  const { model, units } = await foundUnits(engine, n.model(pooledHead(n, maps, 2)));
  expect(units.classes.map(({ size }) => size)).toEqual([2]);
  const [only] = units.classes;
  const broken = { ...units, classes: [{ ...only, sites: only?.sites.slice(0, 1) ?? [] }] } as typeof units;
  for (let seed = 0; seed < 12; seed++)
    expect(await unitsGap(engine, model, model.input, broken, seed)).toContain("net: its outputs move by");
});

test("half precision may move outputs further, by its own rounding and not by a wrong order", async () => {
  const bytes = (spread: number) =>
    modelBytes({
      inputs: [["images", "float32", ["n", 2, 3, 3]]],
      outputs: ["logits"],
      weights: [
        { name: "w", dims: [4, 2, 1, 1], values: [1, 0.5, 0.7, 0.2, 0.9, 0.4, 0.6, 0.8] },
        { name: "head", dims: [4, 1], values: [1, 1 + spread, 1 - spread, 1 + 2 * spread] },
      ],
      nodes: [
        ["Conv", "images w", "maps"],
        ["GlobalAveragePool", "maps", "pooled"],
        ["Flatten", "pooled", "flat"],
        ["MatMul", "flat head", "logits"],
      ],
    });
  const gap = async (spread: number, elemType: "float32" | "float16") => {
    const model = { name: "net", onnx: readModel(bytes(spread), "net") };
    const input = { name: "images", batch: null, shape: [2, 3, 3] } as const;
    const parameters = (pairParameters(model.onnx, model.onnx).pairs ?? []).map(({ a }) => a);
    const found = findUnitClasses(model.onnx, parameters, await traceGraph(engine, model, input));
    // The units of one of the two parameters alone: outputs move as far as the other's rows differ.
    const classes = found.classes.map((of) => ({ ...of, sites: of.sites.slice(0, 1) }));
    const named = found.parameters.map((parameter) => ({ ...parameter, elemType }));
    return unitsGap(engine, model, input, { parameters: named, classes }, 0);
  };
  expect(await gap(2e-3, "float32")).toContain("its outputs move by");
  expect(await gap(2e-3, "float16")).toBeNull();
  expect(await gap(0.5, "float16")).toContain("its outputs move by");
});
