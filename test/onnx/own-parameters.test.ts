import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { interpolated } from "../../src/onnx/interpolated.js";
import type { OnnxModel } from "../../src/onnx/model.js";
import { ownParameters } from "../../src/onnx/own-parameters.js";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { parameterTensors } from "../../src/onnx/parameters.js";
import { bytesField, concatBytes, intField } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { unshare } from "../../src/onnx/unshare.js";
import { describeField, field } from "../support/field.js";
import { goldenFile } from "../support/golden-models.js";
import {
  graphBytes,
  modelBytes,
  nodeBytes,
  type TensorSpec,
  tensorBytes,
  valueBytes,
} from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

const bias = (name: string, ...values: number[]): TensorSpec => ({ name, dims: [values.length], values });

/** Gemm, Gemm and a product of a tensor with itself; the biases and the settings may be shared. */
function chain(first: string, second: string, ...weights: readonly TensorSpec[]): OnnxModel {
  const matrix = (name: string, k: number) => ({ name, dims: [2, 2], values: [1, k, 3, -k] });
  return readModel(
    modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      outputs: [["y", "float32", ["n", 2]]],
      weights: [matrix("v", 2), matrix("w", 5), ...weights],
      nodes: [
        ["Gemm", `x v ${first}`, "h", { alpha: { float: 0.5 }, transB: { int: 1 } }],
        ["Gemm", `h w ${second}`, "y"],
      ],
    }),
    "chain",
  );
}

function valuesOf(model: OnnxModel, name: string): number[] {
  const tensor = model.initializers.get(name);
  return tensor === undefined ? [] : Array.from(tensorValues(model, tensor), Number);
}

function reads(model: OnnxModel): readonly string[] {
  return model.nodes.map(({ inputs }) => inputs.join(" "));
}

describe("ownParameters", () => {
  test("gives only the inputs that are meant their own, which then share with no other", () => {
    const shared = chain("b", "b", bias("b", 7, 8));
    const isMeant = (first: boolean) => (node: OnnxModel["nodes"][number], input: number) =>
      input === 2 && (node.inputs[0] === "x") === first;
    expect(reads(ownParameters(shared, isMeant(true)))).toEqual(["x v trisim/own/0/2/1", "h w b"]);
    expect(reads(ownParameters(shared, isMeant(false)))).toEqual(["x v b", "h w trisim/own/1/2/1"]);
    expect(ownParameters(shared, () => false)).toBe(shared);
  });

  test("gives every reader after the first a copy with the same values, and changes nothing that is computed", async () => {
    const shared = chain("b", "b", bias("b", 7, 8));
    const own = ownParameters(shared);
    expect(reads(own)).toEqual(["x v b", "h w trisim/own/1/2/1"]);
    expect(valuesOf(own, "trisim/own/1/2/1")).toEqual([7, 8]);
    expect(valuesOf(own, "b")).toEqual([7, 8]);
    expect(new Set([...own.initializers.values()].map(({ values }) => values.start)).size).toBe(4);
    expect(own.name).toBe("chain");
    const x = ramp([3, 2]);
    expect(await runModel(own.bytes, { x })).toEqual(await runModel(shared.bytes, { x }));
  });

  test("changes no other field of a node, and none of another node", () => {
    const shared = chain("b", "b", bias("b", 7, 8));
    const own = ownParameters(shared);
    const record = ({ bytes }: OnnxModel, n: number, { nodes }: OnnxModel) =>
      bytes.subarray(nodes[n]?.record.start, nodes[n]?.record.end);
    expect(record(own, 0, own)).toEqual(record(shared, 0, shared));
    const expected = bytesField(1, nodeBytes(["Gemm", "h w trisim/own/1/2/1", "y"]));
    expect(record(own, 1, own)).toEqual(expected);
  });

  test("gives back a model that shares nothing, settings of integers aside", () => {
    const own = chain("b", "c", bias("b", 7, 8), bias("c", 7, 8));
    expect(ownParameters(own)).toBe(own);
    const reshaped = readModel(
      modelBytes({
        inputs: [["x", "float32", ["n", 2]]],
        weights: [{ name: "s", type: "int64", dims: [1], values: [-1] }],
        nodes: [
          ["Reshape", "x s", "h"],
          ["Reshape", "h s", "y"],
        ],
      }),
    );
    expect(ownParameters(reshaped)).toBe(reshaped);
    const twice = ownParameters(chain("b", "b", bias("b", 7, 8)));
    expect(ownParameters(twice)).toBe(twice);
  });

  test("copies a tensor that one node reads in two places", async () => {
    const shared = readModel(
      modelBytes({
        inputs: [["x", "float32", ["n", 2]]],
        outputs: [["y", "float32", ["n", 2]]],
        weights: [bias("b", 3, 4)],
        nodes: [["BatchNormalization", "x b b b b", "y"]],
      }),
    );
    const own = ownParameters(shared);
    expect(reads(own)).toEqual(["x b trisim/own/0/2/1 trisim/own/0/3/1 trisim/own/0/4/1"]);
    const x = ramp([3, 2]);
    expect(await runModel(own.bytes, { x })).toEqual(await runModel(shared.bytes, { x }));
  });

  test("leaves what a sub-graph reads, and copies it for the readers outside, before and after", async () => {
    const inner = (op: string) => graphBytes({ nodes: [[op, "h b", "z"]], outputs: ["z"] });
    const shared = readModel(
      modelBytes({
        inputs: [["x", "float32", [2]]],
        outputs: [["y", "float32", [2]]],
        weights: [bias("b", 3, 4), { name: "c", type: "bool", dims: [], values: [1] }],
        nodes: [
          ["Add", "x b", "h"],
          ["If", "c", "i", { then_branch: { graph: inner("Mul") }, else_branch: { graph: inner("Sub") } }],
          ["Add", "i b", "y"],
        ],
      }),
    );
    const own = ownParameters(shared);
    expect(reads(own)).toEqual(["x trisim/own/0/1/1", "c", "i trisim/own/2/1/1"]);
    expect(own.nodes[1]?.subGraphs[0]?.captures).toContain("b");
    const x = ramp([2]);
    expect(await runModel(own.bytes, { x })).toEqual(await runModel(shared.bytes, { x }));
  });

  test.each([3, 8])("copies the default of a graph input, in IR version %i", async (ir) => {
    const graph = concatBytes([
      ...[nodeBytes(["Add", "x b", "h"]), nodeBytes(["Mul", "h b", "y"])].map((node) => bytesField(1, node)),
      bytesField(2, "graph"),
      bytesField(5, tensorBytes(bias("b", 3, 4))),
      ...[valueBytes(["x", "float32", [2]]), valueBytes(["b", "float32", [2]])].map((value) => bytesField(11, value)),
      bytesField(12, valueBytes(["y", "float32", [2]])),
    ]);
    const opset = concatBytes([bytesField(1, ""), intField(2, 9)]);
    const shared = readModel(concatBytes([intField(1, ir), bytesField(7, graph), bytesField(8, opset)]));
    const own = ownParameters(shared);
    expect(own.inputs.map(({ name }) => name)).toEqual(["x"]);
    expect(valuesOf(own, "trisim/own/1/1/1")).toEqual([3, 4]);
    const { y } = await runModel(own.bytes, { x: { dims: [2], data: Float32Array.of(1, 2) } });
    expect(y?.data).toEqual([12, 24]);
  });

  test("takes names that are free", () => {
    const own = ownParameters(chain("b", "b", bias("b", 7, 8), bias("trisim/own/1/2/1", 0, 0)));
    expect(reads(own)[1]).toBe("h w trisim/own/1/2/2");
  });

  test("refuses copies that no file can hold", () => {
    const shared = chain("b", "b", bias("b", 7, 8));
    const b = shared.initializers.get("b");
    if (b === undefined) throw new Error("no tensor");
    const huge = { ...b, record: { start: 0, end: 2 ** 31 } };
    const model = { ...shared, initializers: new Map([...shared.initializers, ["b", huge]]) };
    expect(() => ownParameters(model)).toThrow(/^chain: takes 2\d{9} bytes once every shared initialiser is its own$/);
  });
});

describe("of two networks whose nodes own their parameters", () => {
  const shared = chain("b", "b", bias("b", 0, 0));
  const apart = chain("b", "c", bias("b", 1, 2), bias("c", 5, 6));

  test("any two parameters pair, in both directions", () => {
    expect(pairParameters(shared, apart).reason).toContain('A stores "b" once where B has two parameters');
    const pairs = (a: OnnxModel, b: OnnxModel) => pairParameters(ownParameters(a), ownParameters(b)).pairs;
    expect(pairs(shared, apart)?.map(({ a, b }) => [a.name, b.name])).toEqual([
      ["v", "v"],
      ["b", "b"],
      ["w", "w"],
      ["trisim/own/1/2/1", "c"],
    ]);
    expect(pairs(apart, shared)).toHaveLength(4);
  });

  test("each parameter goes its own way", () => {
    const a = ownParameters(shared);
    const { pairs } = pairParameters(a, apart);
    const middle = readModel(interpolated(a.bytes, pairs ?? [], apart.bytes, 0.5));
    expect([valuesOf(middle, "b"), valuesOf(middle, "trisim/own/1/2/1")]).toEqual([
      [0.5, 1],
      [2.5, 3],
    ]);
  });

  test("a weight that is equal twice in both stays so on the way", () => {
    const [a, b] = [ownParameters(shared), ownParameters(chain("b", "b", bias("b", 0.1, 0.3)))];
    const middle = readModel(interpolated(a.bytes, pairParameters(a, b).pairs ?? [], b.bytes, 0.3));
    expect(valuesOf(middle, "b")).toEqual(valuesOf(middle, "trisim/own/1/2/1"));
    expect(valuesOf(middle, "b")[0]).toBeCloseTo(0.03, 6);
  });

  test("equal places that are shared differently are no crossing of names", () => {
    const three = (names: string, ...weights: readonly TensorSpec[]) => {
      const [p = "", q = "", r = ""] = names.split(" ");
      return readModel(
        modelBytes({
          inputs: [["x", "float32", [2]]],
          weights,
          nodes: [
            ["Add", `x ${p}`, "g"],
            ["Add", `g ${q}`, "h"],
            ["Add", `h ${r}`, "y"],
          ],
        }),
      );
    };
    const [a, b] = [three("p p q", bias("p", 1, 2), bias("q", 3, 4)), three("p q q", bias("p", 1, 2), bias("q", 3, 4))];
    expect(pairParameters(ownParameters(a), ownParameters(b)).pairs).toHaveLength(3);
  });
});

test.each(["a", "norm", "vit", "half"])("the small network %s computes to the bit what it did", async (name) => {
  const model = unshare(readModel(readFileSync(goldenFile(`${name}.onnx`))));
  const own = ownParameters(model);
  const images = ramp([2, 3, 8, 8]);
  expect((await runModel(own.bytes, { images })).logits).toEqual((await runModel(model.bytes, { images })).logits);
});

describeField("ownParameters of real models", () => {
  test.each([
    "formats/hf-vit.script",
    "formats/hf-vit.dynamo",
    "formats/hf-clip.dynamo",
    "imagenet/squeezenet_1.0_227",
  ])("no two inputs of %s read one float initialiser, and each parameter pairs with itself", (path) => {
    const model = ownParameters(unshare(readModel(readFileSync(field(`models/${path}.onnx`)))));
    const floats = model.nodes.flatMap(({ inputs }) =>
      inputs.filter((name) => model.initializers.get(name)?.elemType === "float32"),
    );
    expect(floats.length).toBeGreaterThan(20);
    expect(new Set(floats).size).toBe(floats.length);
    const records = new Set(pairParameters(model, model).pairs?.map(({ a }) => a.record.start));
    expect(parameterTensors(model).filter(({ record }) => !records.has(record.start))).toEqual([]);
  });
});
