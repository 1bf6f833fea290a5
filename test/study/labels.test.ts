import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { compare } from "../../src/study/compare.js";
import { connectModels } from "../../src/study/connect-models.js";
import { labelRules, labelsOf, ofOneClassifier } from "../../src/study/labels.js";
import { study } from "../../src/study/study.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { goldenStudy } from "../support/study-files.js";

const folder = temporaryFolder();
const [A, VIT] = [goldenFile("a.onnx"), goldenFile("vit.onnx")];
const OPTIONS = { data: GOLDEN_DATA, levels: [0], threads: 1, connect: "none" as const };

function file(name: string, entries: Record<string, number>): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(entries));
  return path;
}

const same = file("same.json", Object.fromEntries(Array.from({ length: 10 }, (_, c) => [c, c])));
const turned = file("turned.json", Object.fromEntries(Array.from({ length: 10 }, (_, c) => [c, (c + 1) % 10])));

describe("labelRules", () => {
  test("is nothing unless asked for, and one of the two", async () => {
    expect(await labelRules({})).toEqual({ a: null, b: null });
    expect(await labelRules({ labelOffset: { a: 0, b: 1 } })).toMatchObject({ b: { offset: 1 } });
    const both = { labelOffset: { a: 0, b: 1 }, labelMap: { a: same, b: same } };
    await expect(labelRules(both)).rejects.toThrow(RangeError);
    await expect(labelRules({ labelOffset: { a: 0.5, b: 1 } })).rejects.toThrow("labelOffset: 0.5");
  });
});

describe("compare with a label map", () => {
  test("scores against the classes of the map, in the sweep too, and takes nothing for granted", async () => {
    const plain = await compare(A, VIT, OPTIONS);
    const mapped = await compare(A, VIT, { ...OPTIONS, labelMap: { a: same, b: same } });
    expect(mapped.data[0]?.functional.accuracy).toEqual(plain.data[0]?.functional.accuracy);
    expect(plain.warnings).toHaveLength(2);
    expect(mapped.warnings).toEqual([]);
    const wrong = await compare(A, VIT, { ...OPTIONS, labelMap: { a: turned, b: turned } });
    expect(wrong.data[0]?.functional.accuracy.a).toBeLessThan(0.2);
    expect(wrong.data[0]?.sparsity.a.accuracy[0]).toBe(wrong.data[0]?.functional.accuracy.a);
  });

  test("does not compare predictions where a label is another class of each", async () => {
    const { data } = await compare(A, VIT, { ...OPTIONS, labelMap: { a: same, b: turned } });
    expect(data[0]?.functional.accuracy.a).toBeGreaterThan(0.5);
    expect(data[0]?.functional.predictive).toBeNull();
    expect(data[0]?.reasons["functional.predictive"]).toMatch(
      /^the models have different classes: the label of example/,
    );
  });

  test("ends where it does not fit the data", async () => {
    const few = file("few.json", { "0": 0, "1": 1 });
    await expect(compare(A, VIT, { ...OPTIONS, labelMap: { a: few, b: few } })).rejects.toThrow("leaves out classes");
  });
});

describe("labels beyond the outputs", () => {
  const labels = join(folder, "beyond.npy");
  writeFileSync(
    labels,
    npyOf(
      Uint8Array.from({ length: 64 }, (_, i) => 6 + (i % 8)),
      [64],
    ),
  );
  const beyond = `npy:${goldenFile("images.npy")},${labels}`;
  const why = (name: string) => `example 4 of npy:images.npy has label 10 and ${name} has 10 outputs`;

  test("leave a comparison without accuracy, also of data out of distribution, and its remedy is told", async () => {
    const { data, warnings } = await compare(A, VIT, { ...OPTIONS, ood: beyond });
    const [, { functional, reasons }] = [data[0], data[1] ?? expect.unreachable()];
    expect(functional.accuracy).toEqual({ a: null, b: null });
    expect(functional.predictive).not.toBeNull();
    expect(reasons["functional.accuracy.a"]).toBe(why("a"));
    expect(warnings).toContainEqual(
      expect.stringMatching(`^vit has no accuracy: ${why("vit")}; a label offset or map`),
    );
  });

  test("leave it to a probe where one is fitted", async () => {
    const { data, warnings } = await compare(A, VIT, { ...OPTIONS, data: beyond, probe: true });
    expect(data[0]?.functional).toMatchObject({ basis: "probe", accuracy: { a: expect.any(Number) } });
    expect(warnings).toEqual([]);
  });

  test("fail no model of a study", async () => {
    const said = await study(goldenStudy(["a", "vit"], { data: [{ data: beyond, name: "images" }] }));
    expect(said.models.map(({ failure }) => failure)).toEqual([null, null]);
    expect(said.warnings).toContainEqual(expect.stringMatching(/^a has no accuracy: example 4 of images has label 10/));
  });

  test("leave nothing to connect by", async () => {
    await expect(connectModels(A, goldenFile("a-other.onnx"), { data: beyond, threads: 1 })).rejects.toThrow(
      `a and a-other cannot be connected: no usable labels: ${why("a")}`,
    );
  });
});

describe("labelsOf", () => {
  const dataset = (classes: number) => ({
    name: `of ${classes}`,
    n: 1,
    classes,
    classNames: null,
    labels: Int32Array.of(0),
  });
  const net = { name: "net", outputs: 3, classNames: null, reason: null };
  const of = (...classes: number[]) =>
    labelsOf(classes.map(dataset) as unknown as Dataset[], [net, net], {
      kind: "offset",
      offset: 1,
    });

  test("ends where a rule does not fit the first data set", () => {
    expect(of(2, 2).map(({ labels }) => [...(labels ?? [])])).toEqual([[1], [1]]);
    expect(() => of(3, 2)).toThrow("with label offset 1 class 2 of of 3 would be class 3 of net");
  });

  test("has the reason where it does not fit another", () => {
    const [, ood] = of(2, 3);
    expect(ood).toMatchObject({ labels: null, reason: expect.stringMatching("would be class 3 of net") });
  });
});

describe("ofOneClassifier", () => {
  const usable = (...labels: number[]) => [
    { labels: Int32Array.from(labels), reason: null, assumption: null, classNames: null },
  ];

  test("keeps labels that mean one class of both, and only these", () => {
    const kept = { a: usable(0, 1), b: usable(0, 1) };
    expect(ofOneClassifier(kept)).toEqual(kept);
    const { a, b } = ofOneClassifier({ a: usable(0, 1), b: usable(1, 2) });
    for (const [of] of [a, b])
      expect(of).toMatchObject({ labels: null, reason: expect.stringMatching("another of B") });
  });
});
