import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { autoLayers } from "../../src/onnx/layers.js";
import type { Pooling, Tap } from "../../src/onnx/pooling.js";
import { readModel } from "../../src/onnx/read-model.js";
import { withDims, withOutputsAsFloats, withPooledOutputs } from "../../src/onnx/tap.js";
import { written } from "../../src/onnx/variant.js";
import { describeField, field } from "../support/field.js";
import { modelBytes } from "../support/onnx-builder.js";
import { type Fed, ramp, runModel } from "./run-model.js";

/** x → a = x + 1 → y = Relu(a). */
function small(opset: number, dims: readonly (number | string)[], type: "float32" | "float64" = "float32") {
  const bytes = modelBytes({
    opset,
    inputs: [["x", type, dims]],
    outputs: [["y", type, dims]],
    weights: [{ name: "one", type, dims: [], values: [1] }],
    nodes: [
      ["Add", "x one", "a"],
      ["Relu", "a", "y"],
    ],
  });
  return readModel(bytes, "m");
}

/** Element (i, j) of the n × p matrix that a pooling should give, by its definition. */
function expected({ dims, data }: Fed, tap: Pick<Tap, "batchAxis" | "featureAxis" | "pooling">) {
  const rows: number[][][] = [];
  for (const [flat, value] of [...(data as Float32Array)].entries()) {
    const index: number[] = [];
    let rest = flat;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = rest % (dims[axis] ?? 1);
      rest = Math.floor(rest / (dims[axis] ?? 1));
    }
    const row = index[tap.batchAxis] ?? 0;
    const column = tap.featureAxis === null ? 0 : (index[tap.featureAxis] ?? 0);
    rows[row] ??= [];
    rows[row][column] ??= [];
    rows[row][column].push(value + 1);
  }
  const reduce = (values: readonly number[]): number[] => {
    if (tap.pooling === "flatten") return [...values];
    if (tap.pooling === "max") return [Math.max(...values)];
    if (tap.pooling === "cls" || tap.pooling === "none") return [values[0] ?? Number.NaN];
    return [values.reduce((sum, value) => sum + value, 0) / values.length];
  };
  return rows.map((row) => row.flatMap(reduce));
}

const CASES: readonly (readonly [Pooling, readonly number[], number, number | null])[] = [
  ["gap", [2, 3, 4, 5], 0, 1],
  ["gap", [2, 4, 5, 3], 0, 3],
  ["max", [2, 3, 4, 5], 0, 1],
  ["flatten", [2, 3, 4, 5], 0, 1],
  ["flatten", [4, 2, 3], 1, null],
  ["mean", [2, 5, 3], 0, 2],
  ["mean", [5, 2, 3], 1, 2],
  ["mean", [5, 3, 2], 2, 1],
  ["cls", [2, 5, 3], 0, 2],
  ["cls", [5, 2, 3], 1, 2],
  ["max", [5, 2, 3], 1, 2],
  ["none", [2, 3], 0, 1],
  ["none", [3, 2], 1, 0],
  ["flatten", [2], 0, null],
];

describe("withPooledOutputs", () => {
  test.each(CASES)("%s of %j with the batch in axis %d and the features in axis %d gives n × p", async (...row) => {
    const [pooling, dims, batchAxis, featureAxis] = row;
    const x = ramp(dims);
    for (const opset of [13, 18]) {
      const tap: Tap = { tensor: "a", output: "t", rank: dims.length, batchAxis, featureAxis, pooling };
      const { t } = await runModel(written(withPooledOutputs(small(opset, dims), [tap])), { x });
      const want = expected(x, tap);
      expect([t?.type, t?.dims]).toEqual(["float32", [want.length, want[0]?.length]]);
      expect(t?.data).toEqual(want.flat().map((value) => expect.closeTo(value, 6)));
    }
  });

  test("casts what is not float32", async () => {
    const x = { dims: [2, 2], data: Float64Array.of(0.1, 1e9 + 0.5, -3, 4) };
    const tap: Tap = {
      tensor: "a",
      output: "t",
      elemType: "float64",
      rank: 2,
      batchAxis: 0,
      featureAxis: 1,
      pooling: "none",
    };
    const { t } = await runModel(written(withPooledOutputs(small(17, [2, 2], "float64"), [tap])), { x });
    expect([t?.type, t?.data]).toEqual(["float32", [1.1, 1e9 + 1.5, -2, 5].map(Math.fround)]);
  });

  test("takes inputs and outputs of the graph too, and several taps of one tensor", async () => {
    const x = ramp([2, 3, 4]);
    const tap = { rank: 3, batchAxis: 0, featureAxis: 2, elemType: "float32" } as const;
    const variant = withPooledOutputs(small(17, ["n", 3, 4]), [
      { ...tap, tensor: "x", output: "t1", pooling: "cls" },
      { ...tap, tensor: "y", output: "t2", pooling: "mean" },
      { ...tap, tensor: "y", output: "t3", pooling: "max" },
    ]);
    const { t1, t2, t3, y } = await runModel(written(variant), { x });
    expect(t1?.data).toEqual([...x.data.subarray(0, 4), ...x.data.subarray(12, 16)]);
    expect([t2?.dims, t3?.dims]).toEqual([
      [2, 4],
      [2, 4],
    ]);
    expect(y).toEqual((await runModel(small(17, ["n", 3, 4]).bytes, { x })).y);
  });

  test("an input that is given out untouched is still an output of its own", async () => {
    const x = ramp([2, 3]);
    const tap: Tap = {
      tensor: "x",
      output: "t",
      elemType: "float32",
      rank: 2,
      batchAxis: 0,
      featureAxis: 1,
      pooling: "none",
    };
    const { t } = await runModel(written(withPooledOutputs(small(17, ["n", 3]), [tap])), { x });
    expect(t?.data).toEqual([...x.data]);
  });

  test("its inner names never meet those of the graph", async () => {
    const bytes = modelBytes({
      inputs: [["t/1", "float32", [2, 3, 2]]],
      outputs: [["t/2", "float32", [2, 3, 2]]],
      nodes: [["Neg", "t/1", "t/2"]],
    });
    const tap: Tap = { tensor: "t/2", output: "t", rank: 3, batchAxis: 0, featureAxis: 2, pooling: "cls" };
    const x = ramp([2, 3, 2]);
    const { t } = await runModel(written(withPooledOutputs(readModel(bytes), [tap])), { "t/1": x });
    expect(t?.data).toEqual([0, 1, 6, 7].map((i) => -(x.data[i] ?? 0)));
  });

  test.each([
    [{ tensor: "b" }, 'm: no node and no input makes a tensor "b"'],
    [{ output: "y" }, 'withPooledOutputs: the graph already has a tensor "y"'],
    [{ batchAxis: 3 }, "tap a: batch axis 3 of a tensor of rank 3"],
    [{ featureAxis: 0 }, "tap a: axis 0 is both batch and features"],
    [{ featureAxis: null }, "tap a: mean needs a feature axis, only flatten does not"],
    [{ rank: 4, pooling: "cls" }, "tap a: cls of a tensor with 2 axes beside batch and features"],
    [{ pooling: "none" }, "tap a: none of a tensor with 1 axes beside batch and features"],
  ] as const)("refuses %j", (change, message) => {
    const tap: Tap = { tensor: "a", output: "t", rank: 3, batchAxis: 0, featureAxis: 2, pooling: "mean" };
    expect(() => withPooledOutputs(small(17, [2, 3, 4]), [{ ...tap, ...change }])).toThrow(message);
  });
});

describe("withDims", () => {
  test("gives the dimensions of tensors out as numbers, those of inputs too, and copies no weight", async () => {
    const x = ramp([2, 3]);
    const model = small(17, ["n", 3]);
    const outputs = new Map([
      ["d/a", "a"],
      ["d/x", "x"],
    ]);
    const variant = withDims(model, outputs);
    expect(variant.base).toBe(model);
    const found = await runModel(written(variant), { x });
    expect(Object.keys(found)).toEqual(["y", "d/a", "d/x"]);
    expect([found["d/a"]?.data, found["d/x"]?.data, found["d/a"]?.type]).toEqual([[2, 3], [2, 3], "float32"]);
  });

  test("refuses a tensor that no node makes", () => {
    expect(() => withDims(small(17, [2]), new Map([["d", "layer9"]]))).toThrow(
      'm: no node and no input makes a tensor "layer9"',
    );
  });
});

describe("withOutputsAsFloats", () => {
  test("casts outputs that are not float32, or of no stated type, and keeps their order", async () => {
    const x = ramp([2]);
    const bytes = modelBytes({
      inputs: [["x", "float32", [2]]],
      outputs: [["wide", "float64", [2]], "unsaid", ["y", "float32", [2]]],
      nodes: [
        ["Neg", "x", "wide/float32/1"],
        ["Cast", "x", "wide", { to: { int: 11 } }],
        ["Abs", "x", "unsaid"],
        ["Relu", "x", "y"],
      ],
    });
    const { graph, outputs } = withOutputsAsFloats(readModel(bytes), ["y", "wide", "unsaid"]);
    expect(outputs).toEqual(["y", "wide/float32/2", "unsaid/float32/1"]);
    const given = await runModel(written(graph), { x });
    const values = [...x.data];
    expect(outputs.map((name) => given[name])).toEqual([
      { dims: [2], type: "float32", data: values.map((value) => Math.max(0, value)) },
      { dims: [2], type: "float32", data: values },
      { dims: [2], type: "float32", data: values.map(Math.abs) },
    ]);
  });

  test("leaves a model whose outputs are float32 as it is", () => {
    const model = small(17, [2]);
    const { graph, outputs } = withOutputsAsFloats(model, ["y"]);
    expect([graph.appended.length, outputs]).toEqual([0, ["y"]]);
    expect(graph.base).toBe(model);
  });
});

describeField("withPooledOutputs of real models", () => {
  const MODELS = [
    ["cifar10/resnet20", "input", [2, 3, 32, 32], 4, 1],
    ["formats/hf-vit.script", "pixel_values", [2, 3, 32, 32], 3, 2],
    ["formats/hf-vit.dynamo", "pixel_values", [2, 3, 32, 32], 3, 2],
    ["formats/hf-resnet.dynamo", "pixel_values", [2, 3, 32, 32], 4, 1],
    ["imagenet/mobilenet_v1_0.25_128", "input", [2, 3, 128, 128], 4, 1],
  ] as const;

  test.each(MODELS)("leave the logits of %s as they are, to the bit", async (path, input, dims, rank, featureAxis) => {
    const model = readModel(readFileSync(field(`models/${path}.onnx`)));
    const pooling = rank === 4 ? "gap" : "mean";
    const taps = autoLayers(model)
      .slice(0, -1)
      .map((tensor, i): Tap => ({ tensor, output: `t${i}`, rank, batchAxis: 0, featureAxis, pooling }));
    const feeds = { [input]: ramp(dims) };
    const edited = written(withPooledOutputs(model, taps));
    const { logits, ...tapped } = await runModel(edited, feeds, false);
    expect(logits).toEqual((await runModel(model.bytes, feeds, false)).logits);
    expect(Object.values(tapped).map(({ dims: [n] }) => n)).toEqual(taps.map(() => 2));
    // Where a tap keeps the runtime from fusing what it fused before, only rounding differs.
    const [before, after] = [await runModel(model.bytes, feeds), await runModel(edited, feeds)];
    expect(after.logits?.data).toEqual(before.logits?.data.map((value) => expect.closeTo(value, 5)));
  });
});
