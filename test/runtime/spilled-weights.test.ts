import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { spilledWeights } from "../../src/runtime/spilled-weights.js";
import { modelBytes } from "../support/onnx-builder.js";

const WIDTH = 1600;

/** A product with 10 MB of weights, each row's own number. */
const large = () =>
  modelBytes({
    inputs: [["x", "float32", ["n", WIDTH]]],
    outputs: [["y", "float32", ["n", WIDTH]]],
    weights: [{ name: "w", dims: [WIDTH, WIDTH], values: Array.from({ length: WIDTH ** 2 }, (_, i) => i % 7) }],
    nodes: [["MatMul", "x w", "y"]],
  });

const engine = nodeEngine(1);
afterAll(() => engine.close());

describe("spilledWeights", () => {
  test("puts the weights into a file, which is gone once it is removed", async () => {
    const bytes = large();
    const spilled = await spilledWeights(bytes);
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

  test("leaves a small graph as it is", async () => {
    expect(await spilledWeights(new Uint8Array(100))).toBeNull();
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
    const returned: ArrayBuffer[] = [];
    const lent = new Uint8Array(bytes);
    await (await engine.open({ lent, back: (memory) => returned.push(memory) })).close();
    expect(lent.length).toBe(bytes.length);
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
  });
});
