import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readOnnx } from "../../src/data/read-onnx.js";
import { edited } from "../../src/onnx/edit.js";
import { readModel } from "../../src/onnx/read-model.js";
import { withFloatOutputs } from "../../src/onnx/tap.js";
import { inMemory, variantOf } from "../../src/onnx/variant.js";
import { weightsOutside } from "../../src/onnx/weights-outside.js";
import { mappedWeights } from "../../src/runtime/mapped-weights.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { modelBytes, nodeBytes } from "../support/onnx-builder.js";

const { folder } = temporaryFolder();

const WIDTH = 1600;

/** A product with 10 MB of weights, each row's own number. */
const large = () =>
  modelBytes({
    inputs: [["x", "float32", ["n", WIDTH]]],
    outputs: [["y", "float32", ["n", WIDTH]]],
    weights: [
      { name: "small", dims: [2], values: [1, 1] },
      { name: "w", dims: [WIDTH, WIDTH], values: Array.from({ length: WIDTH ** 2 }, (_, i) => i % 7) },
    ],
    nodes: [
      ["MatMul", "x w", "h"],
      ["Identity", "h", "y"],
    ],
  });

/** The model whose graph lies beside its weights. */
async function readOnnxIn(folder: string, graph: Uint8Array): Promise<Uint8Array> {
  const file = join(folder, "graph.onnx");
  writeFileSync(file, graph);
  return (await readOnnx(file)).stored.bytes;
}

const engine = nodeEngine(1);
afterAll(() => engine.close());

describe("mappedWeights", () => {
  test("puts the weights into a file, which is gone once it is removed", async () => {
    const bytes = large();
    const spilled = await mappedWeights(variantOf(inMemory(bytes)));
    if (spilled === null) throw new Error("not spilled");
    const { graph, folder: made, remove } = spilled;
    expect(graph.length).toBeLessThan(1000);
    const [file = ""] = readdirSync(made);
    expect(statSync(join(made, file)).size).toBe(4 * WIDTH ** 2);
    expect(statSync(made).mode & 0o77).toBe(0);
    // Of what a killed process left, that it is of none that runs is known by its name.
    expect(made).toContain(`trisim-weights-${process.pid}-`);
    expect(new Float32Array(new Uint8Array(readFileSync(join(made, file))).buffer).slice(0, 8)).toEqual(
      Float32Array.of(0, 1, 2, 3, 4, 5, 6, 0),
    );
    await remove();
    expect(existsSync(made)).toBe(false);
  });

  test("writes what differs in a variant, and puts what stays in the graph into its place there", async () => {
    const base = large();
    const model = readModel(base);
    const [w, small] = [model.initializers.get("w"), model.initializers.get("small")];
    if (w === undefined || small === undefined) throw new Error("no weight");
    const other = new Uint8Array(Float32Array.of(5, 6).buffer);
    const values = new Uint8Array(w.values.end - w.values.start).fill(1);
    const changed = () => [
      { start: small.values.start, bytes: other },
      { start: w.values.start, bytes: values },
    ];
    const spilled = await mappedWeights({ ...withFloatOutputs(model, new Map([["inner", "h"]])), changed });
    if (spilled === null) throw new Error("not spilled");
    const { graph, folder: made, remove } = spilled;
    const whole = readModel(await readOnnxIn(made, graph));
    const valuesOf = (name: string) => {
      const { start = 0, end = 0 } = whole.initializers.get(name)?.values ?? {};
      return Buffer.from(whole.bytes.subarray(start, end));
    };
    expect(valuesOf("small")).toEqual(Buffer.from(other));
    expect(valuesOf("w").equals(values)).toBe(true);
    expect(whole.outputs.map(({ name }) => name)).toEqual(["y", "inner"]);
    expect(Buffer.from(base).equals(large())).toBe(true);
    await remove();
  });

  test("replaces nodes in the graph without a copy of the weights: of a file they stay where they are", async () => {
    const path = join(folder, "replaced.onnx");
    writeFileSync(path, large());
    const { onnx } = await openModel(path);
    const [, last] = onnx.nodes;
    if (last === undefined) throw new Error("no node");
    const graph = edited(onnx, { replace: new Map([[last, [nodeBytes(["Neg", "h", "y"])]]]) });
    expect(graph.base).toBe(onnx);
    const ofFile = await mappedWeights(graph);
    expect(ofFile?.folder).toBe(folder);
    expect(ofFile?.graph.length).toBeLessThan(1000);
    for (const other of [graph, { ...graph, changed: () => [] }]) {
      const session = await engine.open(other);
      const { y } = await session.run({ x: { dims: [1, WIDTH], data: new Float32Array(WIDTH).fill(1) } }, ["y"]);
      const sum = Array.from({ length: WIDTH }, (_, i) => (i * WIDTH) % 7).reduce((all, value) => all + value, 0);
      expect(y?.data[0]).toBe(-sum);
      await session.close();
    }
  });

  test("leaves a small graph as it is", async () => {
    expect(await mappedWeights(variantOf(inMemory(new Uint8Array(100))))).toBeNull();
  });
});

describe("an engine that is given a large graph", () => {
  const row = () => ({ x: { dims: [1, WIDTH], data: new Float32Array(WIDTH).fill(1) } });
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("trisim-weights-"));

  test("gives what its weights say, keeps its bytes and leaves no file", async () => {
    const bytes = large();
    const before = folders();
    const session = await engine.open(bytes);
    const { y } = await session.run(row(), ["y"]);
    const sums = Float32Array.from({ length: WIDTH }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < WIDTH; i++) sum += (i * WIDTH + j) % 7;
      return sum;
    });
    expect(y?.data).toEqual(sums);
    expect(bytes.length).toBeGreaterThan(4 * WIDTH ** 2);
    await session.close();
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
  });

  test("maps a model that is a file where it is, lets its bytes go meanwhile, and says where others wrote to it", async () => {
    const path = join(folder, "model.onnx");
    writeFileSync(path, large());
    const { onnx } = await openModel(path);
    const before = folders();
    const session = await engine.open(withFloatOutputs(onnx, new Map([["inner", "h"]])));
    expect(folders()).toEqual(before);
    expect(onnx.file?.setAside()).toBe(false);
    const { y, inner } = await session.run(row(), ["y", "inner"]);
    expect(inner?.data).toEqual(y?.data);
    const pattern = Float32Array.from({ length: WIDTH }, (_, i) => i % 7);
    expect(y?.data[0]).toBe(pattern.reduce((sum, _, i) => sum + ((i * WIDTH) % 7), 0));
    await session.close();
    const again = await engine.open(variantOf(onnx));
    writeFileSync(path, new Uint8Array(large().length));
    utimesSync(path, 1, 1);
    await expect(again.close()).rejects.toThrow(/model.onnx is not what it was when it was opened/);
    await expect(engine.open(variantOf(onnx))).rejects.toThrow(/model.onnx is not what it was when it was opened/);
  });

  test("maps weights in a file beside the model where they are, and none behind a link that leads elsewhere", async () => {
    const parted = weightsOutside(large(), "beside.bin");
    const values = new Uint8Array(parted.length);
    for (const { start, end, offset } of parted.weights) values.set(large().subarray(start, end), offset);
    writeFileSync(join(folder, "beside.bin"), values);
    writeFileSync(join(folder, "beside.onnx"), parted.graph);
    mkdirSync(join(folder, "links"));
    for (const name of ["beside.onnx", "beside.bin"]) symlinkSync(join(folder, name), join(folder, "links", name));
    const bare = await engine.open(large());
    const expected = await bare.run(row(), ["y"]);
    await bare.close();
    for (const [path, made] of [
      ["beside.onnx", 0],
      ["links/beside.onnx", 1],
    ] as const) {
      const { onnx } = await openModel(join(folder, path));
      const mapped = await mappedWeights(variantOf(onnx));
      expect([mapped?.folder === folder, mapped?.folder.includes("trisim-weights-")]).toEqual([made === 0, made === 1]);
      await mapped?.remove();
      const session = await engine.open(withFloatOutputs(onnx, new Map([["inner", "h"]])));
      expect(await session.run(row(), ["y"])).toEqual(expected);
      await session.close();
    }
  });
});
