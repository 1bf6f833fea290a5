import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { withFloatOutputs } from "../../src/onnx/tap.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { goldenFile } from "../support/golden-models.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const images = (n: number) => ({ images: { dims: [n, 3, 8, 8], data: new Float32Array(n * 192).fill(0.1) } });

describe("nodeEngine", () => {
  test("says its name and version", () => {
    expect(engine.name).toMatch(/^onnxruntime-node \d+\.\d+\.\d+$/);
  });

  test("runs a graph, a row an image, in a thread that answers in order", async () => {
    const session = await engine.open(await readFile(goldenFile("a.onnx")));
    expect(session.inputs).toEqual([{ name: "images", type: "float32", dims: ["n", 3, 8, 8] }]);
    const [one, five] = await Promise.all([session.run(images(1), ["logits"]), session.run(images(5), ["logits"])]);
    expect(one.logits?.dims).toEqual([1, 10]);
    expect(five.logits?.dims).toEqual([5, 10]);
    expect([...(five.logits?.data.subarray(40) ?? [])]).toEqual([...(one.logits?.data ?? [])]);
    await session.close();
  });

  test("copies bytes", async () => {
    const file = await readFile(goldenFile("a.onnx"));
    const bytes = new Uint8Array(file);
    const session = await engine.open(bytes);
    expect(bytes).toEqual(new Uint8Array(file));
    expect((await session.run(images(2), ["logits"])).logits?.dims).toEqual([2, 10]);
    await session.close();
  });

  test("loads a variant, and leaves what it is a variant of", async () => {
    const file = new Uint8Array(await readFile(goldenFile("a.onnx")));
    const model = readModel(file);
    const weight = [...model.initializers.values()].find(({ name }) => model.nodes.at(-1)?.inputs.includes(name));
    if (weight === undefined) throw new Error("no weight");
    const { start, end } = weight.values;
    const changed = () => [{ start, bytes: new Uint8Array(end - start) }];
    const session = await engine.open({ ...withFloatOutputs(model, new Map([["inner", "flat"]])), changed });
    expect(session.outputs.map(({ name }) => name)).toEqual(["logits", "inner"]);
    const { logits } = await session.run(images(2), ["logits"]);
    const dense = await (await engine.open(file)).run(images(2), ["logits"]);
    expect(logits?.data).not.toEqual(dense.logits?.data);
    expect(file).toEqual(new Uint8Array(await readFile(goldenFile("a.onnx"))));
    await session.close();
  });

  test("hands feeds over", async () => {
    const session = await engine.open(await readFile(goldenFile("a.onnx")));
    const fed = images(2);
    await session.run(fed, ["logits"]);
    expect(fed.images.data.length).toBe(0);
    await session.close();
  });

  test("rejects what the runtime refuses, and goes on", async () => {
    await expect(engine.open(Uint8Array.of(1, 2, 3))).rejects.toThrow();
    const session = await engine.open(await readFile(goldenFile("b.onnx")));
    await expect(session.run({}, ["logits"])).rejects.toThrow("images");
    await session.close();
  });

  test("rejects what is asked of it after it was closed", async () => {
    const short = nodeEngine(1);
    const session = await short.open(await readFile(goldenFile("a.onnx")));
    const running = session.run(images(3), ["logits"]);
    const closing = short.close();
    expect((await running).logits?.dims).toEqual([3, 10]);
    await closing;
    await expect(short.open(await readFile(goldenFile("a.onnx")))).rejects.toThrow("closed");
  });
});
