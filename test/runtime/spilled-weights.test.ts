import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readOnnx } from "../../src/data/read-onnx.js";
import { readModel } from "../../src/onnx/read-model.js";
import { withFloatOutputs } from "../../src/onnx/tap.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { spilledWeights } from "../../src/runtime/spilled-weights.js";
import { modelBytes } from "../support/onnx-builder.js";

const WIDTH = 1600;
const NOTHING = new Uint8Array(0);

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
function readOnnxIn(folder: string, graph: Uint8Array): Promise<Uint8Array> {
  const file = join(folder, "graph.onnx");
  writeFileSync(file, graph);
  return readOnnx(file);
}

const engine = nodeEngine(1);
afterAll(() => engine.close());

describe("spilledWeights", () => {
  test("puts the weights into a file, which is gone once it is removed", async () => {
    const bytes = large();
    const spilled = await spilledWeights({ base: bytes, appended: NOTHING });
    if (spilled === null) throw new Error("not spilled");
    const { graph, folder, remove } = spilled;
    expect(graph.length).toBeLessThan(1000);
    const [file = ""] = readdirSync(folder);
    expect(statSync(join(folder, file)).size).toBe(4 * WIDTH ** 2);
    expect(statSync(folder).mode & 0o77).toBe(0);
    expect(new Float32Array(new Uint8Array(readFileSync(join(folder, file))).buffer).slice(0, 8)).toEqual(
      Float32Array.of(0, 1, 2, 3, 4, 5, 6, 0),
    );
    await remove();
    expect(existsSync(folder)).toBe(false);
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
    const spilled = await spilledWeights({ ...withFloatOutputs(model, new Map([["inner", "h"]])), changed });
    if (spilled === null) throw new Error("not spilled");
    const { graph, folder, remove } = spilled;
    const whole = readModel(await readOnnxIn(folder, graph));
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

  test("leaves a small graph as it is", async () => {
    expect(await spilledWeights({ base: new Uint8Array(100), appended: NOTHING })).toBeNull();
  });
});

describe("an engine that is given a large graph", () => {
  const row = () => ({ x: { dims: [1, WIDTH], data: new Float32Array(WIDTH).fill(1) } });
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("trisim-weights-"));

  test("gives what its weights say, keeps plain bytes, empties those handed over and leaves no file", async () => {
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
    const handedOver = new Uint8Array(bytes);
    await (await engine.open({ handedOver })).close();
    expect(handedOver.length).toBe(0);
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
  });
});
