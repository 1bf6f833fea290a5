import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { sampleMetadata } from "../../src/data/sample-hash.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import { renderPage } from "../../src/report/render-page.js";
import { compare } from "../../src/study/compare.js";
import { type CompareResult, compareResultSchema, type DataEntry } from "../../src/study/results.js";
import { fault } from "../data/support/fault.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { gaussian } from "../kernels/matrices.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { imageTowerBytes } from "../support/towers.js";
import { needsReason, unexplained } from "../support/unexplained.js";

const { write } = temporaryFolder();

const N = 64;
const ids = Array.from({ length: N }, (_, i) => String(i));
const tensors = (all: Readonly<Record<string, Matrix>>) =>
  new Map(
    Object.entries(all).map(([name, { rows, columns, data }]) => [
      name,
      { shape: [rows, columns], data: Float32Array.from(data) },
    ]),
  );
const saved = (name: string, all: Readonly<Record<string, Matrix>>, metadata = sampleMetadata(ids)) =>
  write(name, encodeSafetensors(tensors(all), metadata));

const [first, last, other] = [gaussian(N, 5, 1), gaussian(N, 7, 2), gaussian(N, 4, 3)];
const A = saved("a.safetensors", { first, last });
const B = saved("b.safetensors", { other, last });
const MODEL = goldenFile("a.onnx");
const QUICK = { levels: [], connect: "none", threads: 1 } as const;

let both: { result: CompareResult; entry: DataEntry };
let mixed: typeof both;
beforeAll(async () => {
  both = await compared(A, B, {});
  mixed = await compared(A, MODEL, { data: GOLDEN_DATA });
});

async function compared(a: string, b: string, options: Parameters<typeof compare>[2]) {
  const result = await compare(a, b, { ...QUICK, ...options });
  const [entry] = result.data;
  if (entry === undefined) throw new Error("nothing was compared");
  return { result, entry };
}

describe("two files of saved activations", () => {
  test("need no data set; their last arrays stand for the models, all are layers", () => {
    const { name, n, role, static: still, triangle } = both.entry;
    expect([name, n, role]).toEqual(["the samples of a.safetensors and b.safetensors", N, "id"]);
    expect(still.representation).toMatchObject({ a: "last", b: "last", cka: { score: 1, interval: [1, 1] } });
    expect([still.layers.a, still.layers.b]).toEqual([
      ["first", "last"],
      ["other", "last"],
    ]);
    expect(still.layers.cka?.[1]?.[1]).toBeCloseTo(1, 12);
    expect(Math.abs(still.layers.cka?.[0]?.[0] ?? 1)).toBeLessThan(0.1);
    expect(triangle).toEqual({ static: 1, functional: null, sparsity: null });
  });

  test("are told from models, and what needs a model says so", () => {
    const { models, warnings } = both.result;
    expect(models.a).toMatchObject({ name: "a.safetensors", parameters: null, family: "other", zeroShot: null });
    expect(models.a.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(warnings).toEqual([
      expect.stringMatching(/^a\.safetensors and b\.safetensors name their samples by numbers alone/),
    ]);
    const why = "a.safetensors and b.safetensors are saved activations: this needs a model";
    for (const path of ["sparsity", "sparsity.robustness", "functional.connectivity", "triangle.sparsity"])
      expect([path, both.entry.reasons[path]]).toEqual([path, why]);
    expect(both.entry.reasons["triangle.functional"]).toBe(
      "a.safetensors is saved activations without logits; b.safetensors is saved activations without logits",
    );
  });

  test("name the examples that matter by their ids", async () => {
    const { entry } = await compared(A, saved("c.safetensors", { other }), {});
    expect(entry.examples).toHaveLength(10);
    for (const { id, thumbnail } of entry.examples ?? []) expect([ids.includes(id), thumbnail]).toEqual([true, null]);
  });

  test("with logits are compared by their predictions too", async () => {
    const logits = gaussian(N, 3, 4);
    const { entry, result } = await compared(
      saved("p.safetensors", { first, logits }),
      saved("q.safetensors", { last, logits }),
      { calibrateTemperature: true },
    );
    expect(entry.functional.predictive).toMatchObject({ agreement: { score: 1 }, jsd: { score: 0 } });
    expect(result.warnings).toContainEqual(expect.stringMatching(/^no temperatures are calibrated on .*no labels$/));
    expect(entry.vertices.functional).toMatchObject({ kind: "predictive", score: 1 });
    expect(entry.static.layers.a).toEqual(["first"]);
    expect(entry.reasons["functional.accuracy.a"]).toMatch(/has no labels$/);
  });
});

describe("a model and saved activations", () => {
  test("say that a network that is always right has no temperature", async () => {
    const dataset = await openDataset(GOLDEN_DATA);
    await dataset.close();
    const right = Float64Array.from({ length: N * 10 }, (_, at) =>
      Number(dataset.labels?.[Math.floor(at / 10)] === at % 10),
    );
    const perfect = saved("perfect.safetensors", { first, logits: { rows: N, columns: 10, data: right } });
    const options = { data: GOLDEN_DATA, calibrateTemperature: true };
    const { entry, result } = await compared(MODEL, perfect, options);
    expect(entry.functional.temperature).toMatchObject({ a: expect.any(Number), b: null });
    const said = result.warnings.filter((warning) => warning.startsWith("no temperature"));
    expect(said).toEqual([
      expect.stringMatching(
        /^no temperature of perfect\.safetensors is calibrated on npy:images\.npy, .*: every label/,
      ),
    ]);
  });

  test("are compared on the data, on either side the same", async () => {
    const { entry, result } = await compared(MODEL, A, { data: GOLDEN_DATA });
    expect(entry.static.representation.cka?.score).toBeCloseTo(
      mixed.entry.static.representation.cka?.score ?? Number.NaN,
      12,
    );
    expect(entry.functional.accuracy).toEqual({ a: mixed.entry.functional.accuracy.b, b: null });
    expect(entry.functional.accuracy.a).toBeCloseTo(0.6875, 12);
    expect(result.models.a).toMatchObject({ name: "a", family: "cnn", parameters: expect.any(Number) });
    expect(entry.sampleHash).toBe(mixed.entry.sampleHash);
  });

  test("with logits are scored against the labels of the data", async () => {
    const logits = gaussian(N, 10, 5);
    const { entry, result } = await compared(saved("l.safetensors", { last, logits }), MODEL, { data: GOLDEN_DATA });
    expect(entry.functional.accuracy.a).toBeLessThan(0.4);
    expect(entry.functional.predictive?.errorConsistency.score).not.toBeNull();
    expect(result.warnings).toContainEqual(expect.stringMatching(/^l\.safetensors names no classes: its 10 outputs/));
  });

  test("an image tower without texts says what it needs", async () => {
    const tower = write("tower.onnx", imageTowerBytes());
    const { entry } = await compared(tower, A, { data: GOLDEN_DATA });
    expect(entry.reasons["functional.accuracy.a"]).toMatch(/its predictions need texts/);
  });
});

test.each(["both", "mixed"] as const)(
  "the results keep their shape, explain every null and make a page: %s",
  (which) => {
    const { result, entry } = which === "both" ? both : mixed;
    expect(compareResultSchema.parse(result)).toEqual(result);
    expect(unexplained(entry, entry.reasons).filter(needsReason)).toEqual([]);
    const page = renderPage(result);
    expect(page).toContain("saved activations");
    expect(page).toMatch(/<p class="missing">– \([^<]* saved activations: this needs a model\)<\/p>/);
    expect(page).not.toContain("The gain counts at every level");
    expect(page.replace(/<script[\s\S]*?<\/script>/g, "")).not.toMatch(/no reason was recorded|NaN|undefined/);
  },
);

describe("samples", () => {
  const REVERSED = saved("r.safetensors", { last }, sampleMetadata([...ids].reverse()));

  test("that differ are refused, between files and against the data, naming both", async () => {
    expect(await fault(() => compare(A, REVERSED, QUICK))).toMatch(
      /^mismatch: a\.safetensors is of samples [0-9a-f]{64} and r\.safetensors of [0-9a-f]{64}, .*first that differ, 0 .*"0" and "63"/,
    );
    expect(await fault(() => compare(REVERSED, MODEL, { ...QUICK, data: GOLDEN_DATA }))).toMatch(
      /^mismatch: r\.safetensors is of samples .* and npy:images\.npy of /,
    );
  });

  test("without ids are taken on trust, and that is said", async () => {
    const npz = write("x.npz", zipSync({ "x.npy": npyOf(Float32Array.from(last.data), [N, 7]) }));
    const { result, entry } = await compared(npz, A, {});
    expect(result.warnings).toEqual([expect.stringMatching(/^x\.npz says nothing of its samples/)]);
    expect(entry.sampleHash).toBe(both.entry.sampleHash);
    const bare = await compared(npz, npz, {});
    expect(bare.entry.name).toBe("the samples of x.npz");
    expect(bare.result.warnings).toEqual([expect.stringMatching(/^x\.npz says nothing of its samples/)]);
  });

  test("of another number are refused, and too few", async () => {
    const few = saved("few.safetensors", { x: gaussian(3, 2, 1) }, sampleMetadata(["0", "1", "2"]));
    expect(await fault(() => compare(A, few, QUICK))).toBe(
      "mismatch: few.safetensors has 3 rows and a.safetensors has 64: rows must be the same examples",
    );
    expect(await fault(() => compare(A, MODEL, { ...QUICK, data: GOLDEN_DATA, limit: 40 }))).toBe(
      "mismatch: a.safetensors has 64 rows and npy:images.npy has 40: rows must be the same examples",
    );
    expect(await fault(() => compare(few, few, QUICK))).toMatch(
      /^too-few-examples: the samples of few\.safetensors: has 3/,
    );
  });
});

test("options that need models are refused by name", async () => {
  const refused = (b: string, options: Parameters<typeof compare>[2]) => compare(A, b, { ...QUICK, ...options });
  const why = "a.safetensors is saved activations: this needs a model";
  for (const options of [{ ood: GOLDEN_DATA }, { probe: true }, { calibration: GOLDEN_DATA }])
    await expect(refused(MODEL, { data: GOLDEN_DATA, ...options })).rejects.toThrow(
      new RangeError(`${Object.keys(options)[0]}: ${why}`),
    );
  await expect(refused(MODEL, {})).rejects.toThrow(/^data: a model needs the images that the activations are of/);
  await expect(refused(B, { layers: { a: ["first"], b: ["auto"] } })).rejects.toThrow(
    new RangeError('layers: all arrays of a.safetensors are taken; give auto for it, as in "NAMES;auto", or FILE#name'),
  );
  await expect(compare(MODEL, MODEL, QUICK)).rejects.toThrow(/^data: missing/);
});
