import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parameterTensors } from "../../src/onnx/parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { compare } from "../../src/study/compare.js";
import type { Progress } from "../../src/study/compare-options.js";
import type { DataEntry } from "../../src/study/results.js";
import aOther from "../golden/compare/a-other.json" with { type: "json" };
import normOther from "../golden/compare/norm-other.json" with { type: "json" };
import { close, closeAll } from "../support/close.js";
import { temporaryFolder } from "../support/command.js";
import { describeField, field } from "../support/field.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { modelBytes } from "../support/onnx-builder.js";
import { needsReason, unexplained } from "../support/unexplained.js";

/** Relative error of losses that go through a float32 network; the reference computes in float64. */
const LOSSES = 2e-6;
const FEW = { levels: [0.5], threads: 1 };
const [A, OTHER] = [goldenFile("a.onnx"), goldenFile("a-other.onnx")];

async function entryOf(a: string, b: string, options: object = {}): Promise<DataEntry> {
  const { data } = await compare(a, b, { ...FEW, data: GOLDEN_DATA, ...options });
  if (data[0] === undefined) throw new Error("no entry");
  return data[0];
}

/** A copy of the network `a` in a file of its own beside its preprocessing, with some weights multiplied. */
function scaled(factors: Readonly<Record<string, number>>): string {
  const bytes = new Uint8Array(readFileSync(A));
  const view = new DataView(bytes.buffer);
  for (const [name, { values }] of readModel(bytes).initializers) {
    const factor = factors[name] ?? 1;
    for (let at = values.start; at < values.end; at += 4) view.setFloat32(at, factor * view.getFloat32(at, true), true);
  }
  const folder = temporaryFolder();
  writeFileSync(join(folder, "scaled.onnx"), bytes);
  writeFileSync(join(folder, "preprocessor_config.json"), readFileSync(goldenFile("preprocessor_config.json")));
  return join(folder, "scaled.onnx");
}

/** It computes what `a` does; halfway to `a` each block multiplies by 2^98, which is soon more than a float holds. */
function brokenHalfway(): string {
  const [huge, tiny] = [2 ** 100, 2 ** -100];
  const blocks = ["block1", "block2"].flatMap((block) => [
    [`${block}.conv1.weight`, huge],
    [`${block}.conv1.bias`, huge],
    [`${block}.conv2.weight`, tiny],
  ]);
  return scaled(Object.fromEntries(blocks));
}

/** A small network whose Softmax is over all values of an image before operator set 13, and over its rows from there on. */
function withSoftmax(opset: number): string {
  const wave = (size: number) => Array.from({ length: size }, (_, k) => Math.sin(1 + 1.7 * k));
  const bytes = modelBytes({
    opset,
    inputs: [["images", "float32", ["n", 3, 8, 8]]],
    outputs: [["logits", "float32", ["n", 10]]],
    weights: [
      { name: "first", dims: [4, 3, 1, 1], values: wave(12) },
      { name: "head", dims: [256, 10], values: wave(2560) },
    ],
    nodes: [
      ["Conv", "images first", "maps"],
      ["Softmax", "maps", "weights"],
      ["Flatten", "weights", "flat"],
      ["MatMul", "flat head", "logits"],
    ],
  });
  const file = join(temporaryFolder(), "softmax.onnx");
  writeFileSync(file, bytes);
  return file;
}

describe.each([aOther, normOther])("the path from $models.a to $models.b", (golden) => {
  let entry: DataEntry;

  beforeAll(async () => {
    entry = await entryOf(goldenFile(golden.models.a), goldenFile(golden.models.b));
  });

  test("has the reference's losses and accuracies at every point", () => {
    const { connectivity } = entry.functional;
    expect(connectivity).toMatchObject({ n: 64, nCalibration: 0, alphas: golden.alphas, lmcCurve: "naive" });
    closeAll(connectivity?.naive.loss ?? [], golden.naive.loss, LOSSES);
    expect(connectivity?.naive.accuracy).toEqual(golden.naive.accuracy);
  });

  test("has the reference's barriers, connectivity and interval, and puts them on the triangle", () => {
    const { connectivity } = entry.functional;
    close(connectivity?.naive.barrier.frankle ?? 0, golden.naive.barrier.frankle, 1e-12);
    close(connectivity?.naive.barrier.entezari ?? 0, golden.naive.barrier.entezari, LOSSES);
    close(connectivity?.lmc ?? 0, golden.lmc, 1e-12);
    closeAll(connectivity?.lmcInterval ?? [], golden.lmcInterval, 1e-9);
    const { lmc: score = null, lmcInterval: interval = null } = connectivity ?? {};
    expect(entry.vertices.functional).toEqual({ score, chance: 0, interval, kind: "lmc" });
    expect(entry.triangle.functional).toBe(score);
  });

  test("ends where the two networks are", () => {
    const { accuracy, connectivity } = entry.functional;
    expect([connectivity?.naive.accuracy[0], connectivity?.naive.accuracy.at(-1)]).toEqual([accuracy.a, accuracy.b]);
  });

  test("explains every null", () => {
    const { reasons, ...rest } = entry;
    expect(unexplained(rest, reasons).filter(needsReason)).toEqual([]);
    const few =
      'a fifth of npy:images.npy is 12 images and calibration needs at least 16; give others with --calibration, in a study as "calibration"';
    expect(reasons["functional.connectivity.aligned"]).toBe(few);
    expect(entry.functional.connectivity?.reasons).toMatchObject({ aligned: few, alignment: few });
  });
});

describe("the path between two networks", () => {
  test("has as many points and examples as asked for", async () => {
    const { n, functional } = await entryOf(A, OTHER, { points: 3, connectLimit: 20 });
    expect([n, functional.connectivity?.n]).toEqual([64, 20]);
    expect(functional.connectivity?.alphas).toEqual([0, 0.5, 1]);
    expect(functional.connectivity?.naive.accuracy.every((share) => Number.isInteger(share * 20))).toBe(true);
    close(functional.connectivity?.naive.accuracy[1] ?? 0, 0.3125, 0.5);
  });

  test("is not walked where that is not asked for, and where there are no labels", async () => {
    const none = await entryOf(A, OTHER, { connect: "none" });
    expect(none.functional.connectivity).toBeNull();
    expect(none.reasons["functional.connectivity"]).toBe("not asked for");
    expect(none.vertices.functional.kind).toBe("predictive");
    const bare = await entryOf(A, OTHER, { data: `npy:${goldenFile("images.npy")}` });
    expect(bare.reasons["functional.connectivity"]).toBe("no usable labels: npy:images.npy has no labels");
  });

  test("is counted, and leaves the count where it breaks off", async () => {
    const last = async (b: string) => {
      const seen: Progress[] = [];
      await compare(A, b, { ...FEW, data: GOLDEN_DATA, points: 3, onProgress: (progress) => seen.push(progress) });
      expect(seen.some(({ what }) => what === "between the weights at 0.50")).toBe(true);
      return seen.at(-1);
    };
    expect(await last(OTHER)).toEqual({ done: (4 + 3) * 64, total: (4 + 3) * 64, what: "measuring the sides" });
    const { done, total } = (await last(brokenHalfway())) ?? {};
    expect(done).toBe(total);
    expect(total).toBeLessThan((4 + 3) * 64);
  });

  test("says where a network on the way breaks down, and the comparison goes on", async () => {
    const { functional, reasons, vertices } = await entryOf(A, brokenHalfway(), { points: 3 });
    expect(functional.connectivity).toBeNull();
    expect(reasons["functional.connectivity"]).toMatch(/^at α = 0\.50 the network breaks down: a, tensor /);
    expect(vertices.functional.kind).toBe("predictive");
  });

  test("is refused where B's weights in A's graph are not B: Softmax without an axis changed with the operators", async () => {
    const { functional, reasons } = await entryOf(withSoftmax(12), withSoftmax(13), { points: 3 });
    expect(functional.connectivity).toBeNull();
    expect(reasons["functional.connectivity"]).toBe("B's weights in A's graph do not give what B gives");
    const same = await entryOf(withSoftmax(13), withSoftmax(13), { points: 3 });
    expect(same.functional.connectivity).not.toBeNull();
  });

  test("stops with the signal's reason", async () => {
    const controller = new AbortController();
    const onProgress = ({ what }: Progress) => {
      if (what.startsWith("between the weights at 0.3")) controller.abort(new Error("enough"));
    };
    await expect(entryOf(A, OTHER, { onProgress, signal: controller.signal })).rejects.toThrow("enough");
  });
});

describeField("the path between real networks", () => {
  const data = `cifar10:${field("data/cifar10/test_first1000.bin")}`;
  const resnet = field("models/cifar10/resnet20.onnx");

  test("ResNet-20 is connected with itself, and with itself a little moved", async () => {
    const options = { data, levels: [], connect: "naive", connectLimit: 200, points: 5 } as const;
    const entry = async (b: string) => (await compare(resnet, b, options)).data[0];
    const same = await entry(resnet);
    expect(same?.functional.connectivity?.naive.barrier).toEqual({ frankle: 0, entezari: 0 });
    expect(same?.vertices.functional).toEqual({ score: 1, chance: 0, interval: [1, 1], kind: "lmc" });
    const near = await entry(moved((value, at) => value * (1 + 0.1 * Math.sin(at))));
    expect(near?.vertices.functional.kind).toBe("lmc");
    expect(near?.vertices.functional.score).toBeGreaterThan(0.95);
    expect(near?.vertices.functional.interval?.[0]).toBeLessThan(near?.vertices.functional.score ?? 0);
  });

  /** ResNet-20 with every parameter changed, in a file of its own. */
  function moved(change: (value: number, at: number) => number): string {
    const bytes = new Uint8Array(readFileSync(resnet));
    const view = new DataView(bytes.buffer);
    for (const { values } of parameterTensors(readModel(bytes)))
      for (let at = values.start; at < values.end; at += 4)
        view.setFloat32(at, change(view.getFloat32(at, true), at), true);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "moved.onnx"), bytes);
    const preprocess = readFileSync(field("models/cifar10/preprocessor_config.json"));
    writeFileSync(join(folder, "preprocessor_config.json"), preprocess);
    return join(folder, "moved.onnx");
  }
});
