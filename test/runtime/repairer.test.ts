import { afterAll, describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { uniforms } from "../../src/kernels/random.js";
import { interpolatedTensors } from "../../src/onnx/interpolated.js";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { measuringLayers } from "../../src/onnx/repair/measuring-layers.js";
import { repairPlan } from "../../src/onnx/repair/plan.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { inMemory, variantOf, written } from "../../src/onnx/variant.js";
import { channelMoments } from "../../src/runtime/channel-moments.js";
import { evaluate, tappedGraph } from "../../src/runtime/evaluate.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { repairer } from "../../src/runtime/repairer.js";
import { responseOf, responseTensors } from "../../src/runtime/response.js";
import { tapModel } from "../../src/runtime/tapped-model.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import golden from "../golden/repair.json" with { type: "json" };
import { closeAll } from "../support/close.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { modelBytes, type NodeLine, type TensorSpec } from "../support/onnx-builder.js";

const engine = nodeEngine(2);
/** One batch, whose statistics are those of all. */
const images = await openDataset("zoo:fashion", { limit: 100 });
afterAll(() => Promise.all([engine.close(), images.close()]));

async function ends(nameA: string, nameB: string) {
  const [modelA, modelB] = [await openModel(`zoo:${nameA}`), await openModel(`zoo:${nameB}`)];
  const a = await tapModel(engine, modelA, images, ["auto"], "mean");
  const { pairs } = pairParameters(modelA.onnx, modelB.onnx);
  const found = await repairer(engine, a, modelB.onnx, {}, images, {});
  if (typeof found === "string" || pairs === null) throw new Error(`${found}`);
  return { a, modelA, modelB, pairs, repairs: found };
}

describe("folded networks", () => {
  test("channels get the means and deviations between those of the ends", async () => {
    const { modelA, modelB, pairs, repairs } = await ends("clip-resnet-1", "clip-resnet-2");
    expect(repairs.kind).toBe("repair");
    const changed = () => interpolatedTensors(modelA.onnx.bytes, pairs, modelB.onnx.bytes, 0.5);
    const middle = written(await repairs.repaired(variantOf(modelA.onnx, changed), 0.5));
    const plan = repairPlan(modelA.onnx);
    const layers = plan.kind === "repair" ? plan.layers : [];
    expect(layers.length).toBe(repairs.layers);
    const other = repairPlan(modelB.onnx);
    const measured = (model: typeof modelA, sites: typeof layers) =>
      channelMoments(engine, model, measuringLayers(model.onnx, sites), images, {});
    const ofA = await measured(modelA, layers);
    const ofB = await measured(modelB, other.kind === "repair" ? other.layers : []);
    const between = await measured({ ...modelA, onnx: { ...modelA.onnx, ...inMemory(middle) } }, layers);
    for (const [k, { mean, variance }] of between.entries()) {
      for (const [c, mu] of mean.entries()) {
        const deviation = Math.sqrt(variance[c] ?? 0);
        const [x, y] = [ofA[k], ofB[k]];
        const target = (Math.sqrt(x?.variance[c] ?? 0) + Math.sqrt(y?.variance[c] ?? 0)) / 2;
        expect(Math.abs(deviation - target)).toBeLessThan(1e-3 * target + 1e-4);
        expect(Math.abs(mu - ((x?.mean[c] ?? 0) + (y?.mean[c] ?? 0)) / 2)).toBeLessThan(1e-3 * target + 1e-4);
      }
    }
  });

  test("an end that is repaired stays what it is", async () => {
    const { modelA, repairs } = await ends("clip-resnet-1", "clip-resnet-2");
    const again = written(await repairs.repaired(variantOf(modelA.onnx), 0));
    for (const tensor of modelA.onnx.initializers.values()) {
      if (tensor.elemType !== "float32") continue;
      const before = tensorValues(modelA.onnx, tensor) as Float32Array;
      const after = tensorValues({ name: "again", ...inMemory(again) }, tensor) as Float32Array;
      const most = before.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
      expect(before.every((value, i) => Math.abs(value - (after[i] ?? 0)) < 1e-4 * most + 1e-5)).toBe(true);
    }
  });
});

describe("kept BatchNormalization", () => {
  test("only running statistics change, and variances stay positive", async () => {
    const { modelA, repairs } = await ends("resnet-1", "resnet-2");
    expect(repairs).toMatchObject({ kind: "batch-norm", layers: 21, leftOut: 0 });
    const again = written(await repairs.repaired(variantOf(modelA.onnx), 0));
    const plan = repairPlan(modelA.onnx);
    const sites = plan.kind === "batch-norm" ? plan.nodes : [];
    const edited = new Set(sites.flatMap(({ mean, variance }) => [mean.name, variance.name]));
    for (const tensor of modelA.onnx.initializers.values()) {
      const { start, end } = tensor.values;
      const same = Buffer.from(modelA.onnx.bytes.subarray(start, end)).equals(again.subarray(start, end));
      expect([tensor.name, same]).toEqual([tensor.name, !edited.has(tensor.name)]);
    }
    for (const { variance } of sites) {
      const values = tensorValues({ name: "again", ...inMemory(again) }, variance) as Float32Array;
      expect(Math.min(...values)).toBeGreaterThan(0);
    }
  });
});

describe("halfway between the golden networks", async () => {
  const data = await openDataset(GOLDEN_DATA);
  afterAll(() => data.close());

  async function halfway(nameA: string, nameB: string) {
    const [modelA, modelB] = [await openModel(goldenFile(nameA)), await openModel(goldenFile(nameB))];
    const a = await tapModel(engine, modelA, data, [], "mean");
    const { pairs } = pairParameters(modelA.onnx, modelB.onnx);
    const found = await repairer(engine, a, modelB.onnx, {}, data, {});
    if (typeof found === "string" || pairs === null) throw new Error(`${found}`);
    const changed = () => interpolatedTensors(modelA.onnx.bytes, pairs, modelB.onnx.bytes, golden.alpha);
    const between = { ...tappedGraph(a, responseTensors(a)), changed };
    const repaired = await found.repaired(between, golden.alpha);
    const [outputs = new Map()] = await evaluate(engine, a, repaired, responseTensors(a), [data], {});
    const bytes = written(repaired);
    return { found, bytes, onnx: modelA.onnx, logits: [...(responseOf(a, outputs).logits?.data ?? [])] };
  }

  test("statistics of BatchNormalization are those of the reference, and so are the logits", async () => {
    const { bytes, onnx, logits } = await halfway("norm.onnx", "norm-other.onnx");
    const plan = repairPlan(onnx);
    const sites = plan.kind === "batch-norm" ? plan.nodes : [];
    expect(sites).toHaveLength(golden.batchNorm.statistics.length);
    for (const [k, { mean, variance }] of golden.batchNorm.statistics.entries()) {
      const stored = (tensor: (typeof sites)[number]["mean"] | undefined) =>
        tensor === undefined
          ? []
          : Array.from(tensorValues({ name: "halfway", ...inMemory(bytes) }, tensor) as Float32Array);
      closeAll(stored(sites[k]?.mean), mean, 1e-4);
      closeAll(stored(sites[k]?.variance), variance, 1e-4);
    }
    closeAll(logits.slice(0, 40), golden.batchNorm.logits.flat(), 1e-4);
  });

  test("REPAIR gives the logits of the reference", async () => {
    const { found, logits } = await halfway("a.onnx", "a-other.onnx");
    expect(found).toMatchObject({ kind: "repair", layers: golden.repair.layers });
    closeAll(logits.slice(0, 40), golden.repair.logits.flat(), 1e-4);
  });
});

const { write } = temporaryFolder();

/** A network with BatchNormalization whose weights are stored in initialisers, or in Constant nodes as some exporters write them. */
function withStatistics(stored: "initialisers" | "nodes", seed: number): Uint8Array {
  const numbers = (count: number, from: number) => [...uniforms(count, seed)].map((value) => from + value);
  const weights: readonly TensorSpec[] = [
    { name: "w", dims: [4, 3, 3, 3], values: numbers(108, -0.5) },
    ...["scale", "shift", "mean", "variance"].map((name) => ({ name, dims: [4], values: numbers(4, 0.5) })),
    { name: "head", dims: [10, 4], values: numbers(40, -0.5) },
  ];
  const constant = (tensor: TensorSpec): NodeLine => ["Constant", "", tensor.name ?? "", { value: { tensor } }];
  return modelBytes({
    inputs: [["x", "float32", ["n", 3, 8, 8]]],
    outputs: ["y"],
    weights: stored === "nodes" ? [] : weights,
    nodes: [
      ...(stored === "nodes" ? weights.map(constant) : []),
      ["Conv", "x w", "c"],
      ["BatchNormalization", "c scale shift mean variance", "n"],
      ["GlobalAveragePool", "n", "p"],
      ["Flatten", "p", "f"],
      ["Gemm", "f head", "y", { transB: { int: 1 } }],
    ],
  });
}

test("statistics in Constant nodes are set right as those in initialisers are", async () => {
  const data = await openDataset(GOLDEN_DATA);
  const repairedStatistics = async (stored: "initialisers" | "nodes") => {
    const [fileA = "", fileB = ""] = [1, 2].map((seed) =>
      write(`${stored}-${seed}.onnx`, withStatistics(stored, seed)),
    );
    const [modelA, modelB] = [await openModel(fileA), await openModel(fileB)];
    const a = await tapModel(engine, modelA, data, [], "mean");
    const { pairs } = pairParameters(modelA.onnx, modelB.onnx);
    const found = await repairer(engine, a, modelB.onnx, {}, data, {});
    if (typeof found === "string" || pairs === null) throw new Error(`${found}`);
    const changed = () => interpolatedTensors(modelA.onnx.bytes, pairs, modelB.onnx.bytes, 0.5);
    const bytes = written(await found.repaired({ ...variantOf(modelA.onnx), changed }, 0.5));
    const plan = repairPlan(modelA.onnx);
    const sites = plan.kind === "batch-norm" ? plan.nodes : [];
    return sites.flatMap(({ mean, variance }) =>
      [mean, variance].map((tensor) => [...tensorValues({ name: "halfway", ...inMemory(bytes) }, tensor)]),
    );
  };
  const expected = await repairedStatistics("initialisers");
  expect(expected.map((values) => values.length)).toEqual([4, 4]);
  expect(await repairedStatistics("nodes")).toEqual(expected);
  await data.close();
});

test("says why nothing is repaired", async () => {
  const model = await openModel("zoo:plain-1");
  const tapped = await tapModel(engine, model, images, ["auto"], "mean");
  const fixed = { ...tapped, input: { ...tapped.input, batch: 4 } };
  expect(await repairer(engine, fixed, model.onnx, {}, images, {})).toBe(
    "plain-1 takes 4 images at a time, and statistics need at least 16",
  );
});
