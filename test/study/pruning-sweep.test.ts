import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pruningMethodNames } from "../../src/onnx/pruning/methods.js";
import { compare } from "../../src/study/compare.js";
import type { CompareResult } from "../../src/study/results.js";
import { temporaryFolder } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { needsReason, unexplained } from "../support/unexplained.js";

const [A, B, VIT] = [goldenFile("a.onnx"), goldenFile("b.onnx"), goldenFile("vit.onnx")];
const OPTIONS = { data: GOLDEN_DATA, threads: 1, connect: "none", levels: [0.5, 0.9] } as const;

/** Without what differs from run to run. */
function lasting({ provenance: { startedAt: _, seconds: __, options: ___, ...provenance }, ...result }: CompareResult) {
  return { ...result, provenance };
}

describe("the sweep", () => {
  test("has every layer and measure asked for at every level, and explains what is null", async () => {
    const { data } = await compare(A, VIT, { ...OPTIONS, sweepMeasures: ["knn", "rsa"] });
    const { sparsity, reasons } = data[0] ?? {};
    for (const side of [sparsity?.a, sparsity?.b]) {
      expect(Object.keys(side?.layers.scores ?? {}).sort()).toEqual(["cka", "knn", "rsa"]);
      const { names = [], scores } = side?.layers ?? {};
      for (const of of Object.values(scores ?? {}))
        expect(of.map((level) => level.length)).toEqual(Array(3).fill(names.length));
      expect(scores?.cka?.[0]?.every((score) => Math.abs((score ?? 0) - 1) < 1e-6)).toBe(true);
      // The last layer is the penultimate one, whose own score is made in float64.
      for (const [k, score] of (side?.cka ?? []).entries()) expect(scores?.cka?.[k]?.at(-1)).toBeCloseTo(score ?? 0, 5);
    }
    expect(sparsity?.cross.scores.knn).toHaveLength(3);
    expect(data.flatMap((entry) => unexplained(entry, reasons ?? {})).filter(needsReason)).toEqual([]);
  });

  test.each(pruningMethodNames)("prunes by %s", async (prune) => {
    const calibration = prune === "wanda" ? { calibration: GOLDEN_DATA } : {};
    const options = { ...OPTIONS, levels: [0.5], leaveDense: true, ...calibration };
    const { data, warnings } = await compare(A, B, { ...options, prune });
    expect(warnings.some((warning) => /^a: .*dense/.test(warning))).toBe(prune === "nm");
    const { method, a, nCalibration } = data[0]?.sparsity ?? {};
    expect(method).toBe(prune);
    expect(nCalibration).toEqual(prune === "wanda" ? { a: 64, b: 64 } : { a: 0, b: 0 });
    expect(a?.realSparsity[0]).toBe(0);
    expect(a?.realSparsity[1]).toBeGreaterThan(0.4);
    expect(a?.cka[1]).toBeLessThan(1);
  });

  test("leaves the head as it is where asked to", async () => {
    const share = async (keepHead: boolean) =>
      (await compare(A, B, { ...OPTIONS, levels: [0.9], keepHead })).data[0]?.sparsity.a.realSparsityAll[1] ?? 0;
    expect(await share(true)).toBeLessThan(await share(false));
  });
});

describe("a sweep that is stored", () => {
  test("is read back to the same result, and only what is missing or damaged is made again", async () => {
    const store = join(temporaryFolder(), "store");
    const first = await compare(A, B, { ...OPTIONS, store });
    const entries = readdirSync(store).map((name) => join(store, name));
    expect(entries).toHaveLength(3);
    const [damaged = ""] = entries;
    writeFileSync(damaged, readFileSync(damaged).subarray(0, 100));
    const again = await compare(A, B, { ...OPTIONS, store });
    expect(again.warnings).toEqual([...first.warnings, `${damaged} was damaged: what it held was computed again`]);
    expect(lasting({ ...again, warnings: first.warnings })).toEqual(lasting(first));
    expect(readdirSync(store)).toHaveLength(3);
  });

  test("makes what another level, method, model or data set asks for, and nothing twice", async () => {
    const store = join(temporaryFolder(), "store");
    const count = async (a: string, options: object) => {
      await compare(a, B, { ...OPTIONS, store, ...options });
      return readdirSync(store).length;
    };
    expect(await count(A, {})).toBe(3);
    expect(await count(A, { levels: [0.5, 0.7, 0.9] })).toBe(4);
    expect(await count(A, { prune: "layer", levels: [0.5] })).toBe(6);
    expect(await count(B, { levels: [0.5] })).toBe(8);
    expect(await count(A, { limit: 32, levels: [0.5] })).toBe(10);
    expect(await count(A, {})).toBe(10);
  });

  test("does not take another calibration's levels for its own, though their images have the same numbers", async () => {
    const store = join(temporaryFolder(), "store");
    const options = { ...OPTIONS, levels: [0.5], prune: "wanda", store } as const;
    const of = async (calibration: string, kept: string | undefined) => {
      const { data } = await compare(A, B, { ...options, store: kept, calibration });
      return data[0]?.sparsity.a.cka;
    };
    const other = join(temporaryFolder(), "other.npy");
    const bytes = readFileSync(goldenFile("images.npy"));
    // The same header, other pixels.
    writeFileSync(
      other,
      bytes.map((byte, at) => (at < 256 ? byte : 255 - byte)),
    );
    await of(GOLDEN_DATA, store);
    expect(await of(`npy:${other}`, store)).toEqual(await of(`npy:${other}`, undefined));
  });

  test("makes layers again that another memory may make another way", async () => {
    const store = join(temporaryFolder(), "store");
    await compare(A, B, { ...OPTIONS, store });
    await compare(A, B, { ...OPTIONS, store, memory: 2e9 });
    expect(readdirSync(store)).toHaveLength(6);
  });

  test("counts what pruning is calibrated with from the start", async () => {
    const seen: number[] = [];
    const options = { ...OPTIONS, prune: "wanda", calibration: GOLDEN_DATA } as const;
    const result = compare(A, B, { ...options, onProgress: ({ done, total }) => seen.push(done, total) });
    expect((await result).data).toHaveLength(1);
    const totals = seen.filter((_, i) => i % 2 === 1);
    expect([new Set(totals), seen.at(-2)]).toEqual([new Set([(2 * 3 + 2) * 64]), (2 * 3 + 2) * 64]);
  });

  test("counts stored levels as done", async () => {
    const store = join(temporaryFolder(), "store");
    await compare(A, B, { ...OPTIONS, store });
    const counts: number[] = [];
    await compare(A, B, { ...OPTIONS, store, onProgress: ({ done, total }) => counts.push(done, total) });
    expect(counts.at(-2)).toBe(counts.at(-1));
  });
});
