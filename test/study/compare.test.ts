import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import type { Progress } from "../../src/study/compare-options.js";
import { compareResultSchema } from "../../src/study/results.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { closeAll } from "../support/close.js";
import { temporaryFolder } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { needsReason, unexplained } from "../support/unexplained.js";

const [A, VIT] = [goldenFile("a.onnx"), goldenFile("vit.onnx")];
const FEW = { levels: [0.5, 0.99], threads: 1 };

/** n blank 8 × 8 images as a .npy file: N×H×W×C bytes, or N×C×H×W floats. */
function blankImages(n: number, descr: "|u1" | "<f4" = "|u1"): string {
  const path = join(temporaryFolder(), "blank.npy");
  const [shape, bytes] = descr === "|u1" ? [`${n}, 8, 8, 3`, n * 192] : [`${n}, 3, 8, 8`, n * 768];
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117);
  const prefix = Buffer.from(`\x93NUMPY\x01\x00v\x00${header}\n`, "latin1");
  writeFileSync(path, Buffer.concat([prefix, Buffer.alloc(bytes)]));
  return path;
}

describe("compare", () => {
  test("explains every null, with and without labels, on images that all look the same", async () => {
    for (const data of [GOLDEN_DATA, `npy:${goldenFile("images.npy")}`, `npy:${blankImages(6)}`]) {
      const { data: entries } = await compare(A, VIT, { ...FEW, data, measures: ["all"] });
      for (const { reasons, ...entry } of entries) expect(unexplained(entry, reasons).filter(needsReason)).toEqual([]);
    }
  });

  test("names the ten examples that matter most to the penultimate CKA, with pictures where there are any", async () => {
    const { data } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA });
    const { examples, static: still } = data[0] ?? {};
    expect(examples).toHaveLength(10);
    for (const { influence, without } of examples ?? [])
      expect(63 * ((still?.representation.cka?.score ?? Number.NaN) - without)).toBeCloseTo(influence, 10);
    expect(new Set(examples?.map(({ id }) => id)).size).toBe(10);
    expect(examples?.every(({ thumbnail }) => thumbnail?.startsWith("data:image/png;base64,"))).toBe(true);
    const few = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA, limit: 4 });
    expect(few.data[0]?.examples).toBeNull();
    expect(few.data[0]?.reasons.examples).toBe("leaving one out needs at least 5 examples, found 4");
  });

  test("gives chance in every cell of the Procrustes map, drawn with the seed asked for", async () => {
    const { data } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA, seed: 3 });
    const { procrustes, chance, draws } = data[0]?.static.layers ?? {};
    expect(draws).toEqual({ procrustes: { permutations: 5, seed: 3 } });
    expect(chance?.procrustes?.map((row) => row.length)).toEqual(procrustes?.map((row) => row.length));
    for (const [i, row] of (procrustes ?? []).entries())
      for (const [j, score] of row.entries()) {
        expect(chance?.procrustes?.[i]?.[j]).toBeGreaterThan(0);
        expect(chance?.procrustes?.[i]?.[j]).toBeLessThan(score ?? Number.NaN);
      }
  });

  test("says how debiased CKA was computed, of the penultimate pair and of the layers", async () => {
    const [plain, tight] = await Promise.all(
      [undefined, 160_000].map((memory) => compare(A, VIT, { ...FEW, data: GOLDEN_DATA, memory })),
    );
    const [plan, less] = [plain, tight].map((result) => result?.data[0]?.static.plan);
    expect(plan?.representation).toMatchObject({ precision: "float64", batch: null, engine: "WebAssembly" });
    expect(plan?.layers).toMatchObject({ precision: "float32", batch: null, engine: "ONNX Runtime" });
    expect(less?.layers.bytes).toBeLessThanOrEqual(160_000);
    expect(less?.layers.block).not.toEqual(plan?.layers.block);
    const cells = [plain, tight].map((result) => result?.data[0]?.static.layers.cka?.flat().map(Number) ?? []);
    closeAll(cells[1] ?? [], cells[0] ?? [], 2e-6);
  });

  test("warns of an estimate, of nothing exact", async () => {
    const about = /^npy:.*: CKA of the (penultimate layers|layer map) is estimated from minibatches of \d+: /;
    const found = async (memory?: number) => {
      const { warnings, data } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA, memory });
      const estimates = Object.values(data[0]?.static.plan ?? {}).filter(({ batch }) => batch !== null).length;
      return [warnings.filter((warning) => about.test(warning)).length, estimates];
    };
    expect(await found()).toEqual([0, 0]);
    const [warnings, estimates] = await found(100_000);
    expect(warnings).toBe(estimates);
    expect(warnings).toBeGreaterThan(0);
  });

  test("rejects where the memory is too small for any way to compute it", async () => {
    const tight = compare(A, VIT, { ...FEW, data: GOLDEN_DATA, memory: 1000 });
    await expect(tight).rejects.toThrow(/^memory: 1 kB is too small for any route; .* would do$/);
    await expect(compare(A, VIT, { ...FEW, data: GOLDEN_DATA, memory: 1000 })).rejects.toThrow(RangeError);
  });

  test("says where two architectures part, and lets 1 − JSD stand in", async () => {
    const { data } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA });
    expect(data[0]?.functional.connectivity).toBeNull();
    expect(data[0]?.reasons["functional.connectivity"]).toBe(
      'different architectures: node 0, Conv "node.stem.out": kernel_shape is [3,3] in A and [2,2] in B',
    );
    expect(data[0]?.vertices.functional.kind).toBe("predictive");
  });

  test("leaves every side undefined on images that all look the same, and says constant", async () => {
    const options = { ...FEW, data: `npy:${blankImages(6)}`, calibrateTemperature: true };
    const { data, warnings } = await compare(A, VIT, options);
    expect(warnings).toContainEqual(expect.stringMatching(/^no temperatures are calibrated on .* has no labels$/));
    expect(data[0]?.triangle.static).toBeNull();
    expect(data[0]?.reasons["static.representation.cka.score"]).toBe("constant");
    expect(data[0]?.sparsity.robustness).toBeNull();
    expect(data[0]?.sparsity.cross.counts).toEqual([false, false, false]);
  });

  test("says what it took for granted", async () => {
    const { warnings } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA });
    expect(warnings).toEqual([
      expect.stringContaining("a names no classes"),
      expect.stringContaining("vit names no classes"),
    ]);
  });

  test("warns of a missing preprocessing file, but not where float arrays are fed as they are", async () => {
    const alone = join(temporaryFolder(), "alone.onnx");
    copyFileSync(A, alone);
    const bytes = await compare(alone, A, { ...FEW, data: `npy:${blankImages(6)}` });
    expect(bytes.warnings[0]).toContain("alone.preprocess.json");
    const floats = await compare(alone, A, { ...FEW, data: `npy:${blankImages(6, "<f4")}` });
    expect(floats.warnings).toEqual([]);
  });

  test.each(["repaired", "naive"] as const)(
    "of a %s path it warns of bytes to calibrate with only where they are read",
    async (connect) => {
      const folder = temporaryFolder();
      const [alone, other] = [join(folder, "alone.onnx"), join(folder, "other.onnx")];
      const floats = join(folder, "floats.npy");
      copyFileSync(A, alone);
      copyFileSync(goldenFile("a-other.onnx"), other);
      writeFileSync(
        floats,
        npyOf(
          Float32Array.from({ length: 64 * 192 }, (_, i) => Math.sin(i * i)),
          [64, 3, 8, 8],
        ),
      );
      const options = { ...FEW, connect, data: `npy:${floats},${goldenFile("labels.npy")}`, calibration: GOLDEN_DATA };
      const { warnings } = await compare(alone, other, { ...options, points: 3 });
      const said = (text: string) => warnings.filter((warning) => warning.includes(text)).length;
      expect([said(".preprocess.json"), said("is not read")]).toEqual(connect === "repaired" ? [2, 0] : [0, 1]);
    },
  );

  test("warns of images to calibrate with where two architectures leave nothing to calibrate", async () => {
    const { warnings } = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA, calibration: "zoo:digits" });
    expect(warnings).toContain("zoo:digits is not read: no units are matched by activations and nothing is repaired");
    const pruned = { ...FEW, data: GOLDEN_DATA, calibration: GOLDEN_DATA, prune: "wanda" as const };
    expect((await compare(A, VIT, pruned)).warnings.join()).not.toContain("is not read");
  });

  test("counts every image of both models at every level, and ends with all of them", async () => {
    const seen: Progress[] = [];
    await compare(A, VIT, { ...FEW, data: GOLDEN_DATA, limit: 10, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ done: 60, total: 60, what: "measuring the sides" });
    expect(seen.every(({ done }, i) => i === 0 || done >= (seen[i - 1]?.done ?? 0))).toBe(true);
  });

  test("rejects with the signal's reason, before it starts and on the way", async () => {
    await expect(compare(A, VIT, { ...FEW, data: GOLDEN_DATA, signal: AbortSignal.abort() })).rejects.toThrow(
      "aborted",
    );
    const controller = new AbortController();
    const onProgress = ({ done }: Progress) => {
      if (done > 64) controller.abort(new Error("enough"));
    };
    const stopped = compare(A, VIT, { ...FEW, data: GOLDEN_DATA, onProgress, signal: controller.signal });
    await expect(stopped).rejects.toThrow("enough");
  });

  test("compares a model with itself as 1 on every side", async () => {
    const { data } = await compare(A, A, { data: GOLDEN_DATA, levels: [0.5], threads: 1 });
    expect(data[0]?.triangle.static).toBeCloseTo(1, 12);
    expect(data[0]?.triangle.functional).toBe(1);
    expect(data[0]?.triangle.sparsity).toBe(1);
    expect(data[0]?.reasons["static.representation.cka.interval"]).toBe("identical");
    expect(data[0]?.functional.connectivity?.naive.barrier).toEqual({ frankle: 0, entezari: 0 });
    expect(data[0]?.vertices.functional).toEqual({ score: 1, chance: 0, interval: [1, 1], kind: "lmc" });
    expect(data[0]?.reasons["vertices.functional.interval"]).toBe("identical");
  });

  test("gives an object of the published shape, which JSON keeps", async () => {
    const result = await compare(A, VIT, { ...FEW, data: GOLDEN_DATA });
    expect(compareResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    // Nobody typed anything.
    expect(result.provenance.command).toBeNull();
  });
});
