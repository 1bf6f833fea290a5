import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import type { CompareOptions, Progress } from "../../src/study/compare-options.js";
import type { StudyResult } from "../../src/study/results/study.js";
import { compareResultSchema, type DataEntry } from "../../src/study/results.js";
import { runStudy, study } from "../../src/study/study.js";
import type { StudyFile } from "../../src/study/study-file.js";
import type { Comparison } from "../../src/study/tasks/study-outcome.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { gaussian } from "../kernels/matrices.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { modelBytes } from "../support/onnx-builder.js";
import { quantisedCopy } from "../support/quantised-copy.js";
import { goldenStudy, lasting } from "../support/study-files.js";
import { studyUnexplained } from "../support/study-unexplained.js";
import { imageTowerBytes } from "../support/towers.js";

const { at, write } = temporaryFolder();

/** A study with the whole comparisons behind it. */
async function whole(file: StudyFile): Promise<{ result: StudyResult; comparisons: readonly Comparison[] }> {
  const finished = await runStudy(file);
  try {
    const comparisons: Comparison[] = [];
    for await (const comparison of finished.comparisons()) comparisons.push(comparison);
    return { result: finished.result, comparisons };
  } finally {
    await finished.close();
  }
}

/** Key paths where two plain values differ by more than `most`. */
function differences(actual: unknown, expected: unknown, most = 1e-6, path = ""): readonly string[] {
  if (typeof actual === "number" && typeof expected === "number")
    return Math.abs(actual - expected) <= most ? [] : [`${path}: ${actual} against ${expected}`];
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return Object.is(actual, expected) ? [] : [`${path}: ${actual} against ${expected}`];
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  const [one, other] = [actual as Record<string, unknown>, expected as Record<string, unknown>];
  return [...keys].flatMap((key) => differences(one[key], other[key], most, path === "" ? key : `${path}.${key}`));
}

/** What of a comparison does not hang on how many models were mapped together, nor on how much is known of two graphs. */
function measured({ static: { plan: _, ...still }, reasons, ...entry }: DataEntry) {
  const { "functional.connectivity": __, ...others } = reasons;
  return { ...entry, static: still, reasons: others };
}

describe("a study of three models", () => {
  const FILES = ["a", "a-other", "vit"].map((name) => goldenFile(`${name}.onnx`));
  const OPTIONS = { measures: ["cka", "procrustes", "knn"], sweepMeasures: ["rsa"], levels: [0.5, 0.9], probe: true };
  let result: StudyResult;
  let comparisons: readonly Comparison[];

  beforeAll(async () => {
    const connect = { path: "repaired" as const, align: "activations" as const, points: 3 };
    const more = { ...OPTIONS, connect, calibration: GOLDEN_DATA };
    ({ result, comparisons } = await whole(goldenStudy(["a", "a-other", "vit"], more)));
  });

  test.each([
    ["a", "a-other", 0, 1],
    ["a", "vit", 0, 2],
  ] as const)("says of %s and %s what a comparison of the two says", async (a, b, i, j) => {
    const options: CompareOptions = {
      ...{ ...OPTIONS, data: GOLDEN_DATA, calibration: GOLDEN_DATA, threads: 1 },
      ...{ connect: "repaired", align: "activations", points: 3 },
    };
    const alone = await compare(FILES[i] ?? "", FILES[j] ?? "", options);
    const found = comparisons.find(({ folder }) => folder === `pairs/${a}+${b}`)?.result ?? expect.unreachable();
    const [entry, other] = [found.data[0], alone.data[0]];
    if (entry === undefined || other === undefined) throw new Error("there is no data set");
    expect(differences(measured({ ...entry, name: other.name }), measured(other))).toEqual([]);
    const pair = result.pairs.find((one) => one.a === a && one.b === b)?.data[0];
    expect(pair?.vertices).toEqual(entry.vertices);
    expect(pair?.sparsity.cross).toEqual(entry.sparsity.cross);
    expect(pair?.functional.connectivity === null).toBe(b === "vit");
  });

  test("has comparisons of the published shape", () => {
    const files = comparisons.map(({ folder }) => `${folder}/results.json`);
    expect(files).toEqual(result.pairs.map(({ comparison }) => comparison));
    for (const { result: one } of comparisons) expect(compareResultSchema.parse(one)).toEqual(one);
    expect(comparisons.map(({ result: { models } }) => [models.a.family, models.b.family])).toEqual([
      ["cnn", "cnn"],
      ["cnn", "vit"],
      ["cnn", "vit"],
    ]);
  });

  test("warns of images that are calibrated with and evaluated, and each pair's page of its own models alone", () => {
    expect(result.warnings).toContainEqual(
      expect.stringMatching(/^64 of the 64 images of images are calibration images/),
    );
    const named = (name: string) => result.warnings.filter((warning) => warning.startsWith(`${name} names no classes`));
    expect(named("vit")).not.toEqual([]);
    expect(comparisons[0]?.result.warnings).toEqual(
      result.warnings.filter((warning) => !named("vit").includes(warning)),
    );
  });

  test("has symmetric matrices of what its pairs found", () => {
    const { images } = result.matrices;
    for (const side of ["static", "functional", "sparsity"] as const) {
      const matrix = images?.[side] ?? [];
      expect(matrix.map((row, i) => row.map((_, j) => matrix[j]?.[i]))).toEqual(matrix);
      expect(matrix.map((row, i) => row[i])).toEqual([1, 1, 1]);
      expect(matrix[1]?.[2]).toBe(result.pairs[2]?.data[0]?.vertices[side].score);
    }
    expect(images?.angle[0]?.[1]).toBe(result.pairs[0]?.data[0]?.static.angle);
  });

  test("explains every null", () => expect(studyUnexplained(result)).toEqual([]));
});

describe("a study of a tower, a convolutional network and a transformer", () => {
  const LONG = `ü語 ${"vit/<b>".repeat(50)}`;
  const NAMES = ["a/<script>alert(1)</script>", LONG, `${LONG}!`, "tower of images"];
  let result: StudyResult;
  let comparisons: readonly Comparison[];

  beforeAll(async () => {
    write("tower.onnx", imageTowerBytes());
    const embeddings = Float32Array.from({ length: 10 * 4 }, (_, i) => Math.sin(1.7 * i + (i % 7)));
    write("texts.npy", npyOf(embeddings, [10, 4]));
    const texts = { textEmbeds: at("texts.npy"), logitScale: 4 };
    const turned = Object.fromEntries(Array.from({ length: 10 }, (_, c) => [c, (c + 1) % 10]));
    write("turned.json", JSON.stringify(turned));
    const models = [
      { model: goldenFile("a.onnx"), name: NAMES[0], family: "my own" },
      { model: goldenFile("vit.onnx"), name: NAMES[1] },
      { model: goldenFile("vit.onnx"), name: NAMES[2], labelMap: at("turned.json") },
      { model: goldenFile("vit.onnx"), name: "shifted too far", labelOffset: 1 },
      {
        model: at("tower.onnx"),
        name: NAMES[3],
        texts,
        preprocess: goldenFile("preprocessor_config.json"),
        tower: "cnn",
      },
    ];
    const data = [
      { data: GOLDEN_DATA, name: "images" },
      { data: `npy:${goldenFile("images.npy")}`, name: "no <labels>" },
    ];
    const more = { data, prune: "wanda" as const, calibration: GOLDEN_DATA, levels: [0.5], probe: true };
    ({ result, comparisons } = await whole(goldenStudy(models, more)));
  });

  test("measures them all", () => {
    const alive = result.models.filter(({ failure }) => failure === null);
    expect(alive.map(({ name, family }) => [name, family])).toEqual(
      NAMES.map((name, i) => [name, ["my own", "vit", "vit", "vlm"][i]]),
    );
    expect(result.models.map(({ data }) => data.map(({ classifier }) => classifier))[0]).toEqual(["own", null]);
    const pairs = result.pairs.filter(({ failure }) => failure === null);
    expect(pairs).toHaveLength(6);
    for (const { data } of pairs) expect(data.map(({ vertices }) => vertices.static.score)).not.toContain(null);
  });

  test("takes labels for the classes that it is told, and leaves a model out that has no such classes", () => {
    const failures = result.models.flatMap(({ failure }) => failure ?? []);
    expect(failures).toEqual([
      "with label offset 1 class 9 of images would be class 10 of shifted too far, which has classes 0…9",
    ]);
    const [own, turned] = result.models.slice(1, 3).map(({ data }) => data[0]?.accuracy ?? 0);
    expect(own).toBeGreaterThan(0.4);
    expect(turned).toBeLessThan(0.3);
  });

  test("says that two are the same file", () => {
    expect(result.warnings.filter((warning) => warning.includes("are the same file"))).toEqual([
      `${NAMES[1]} and ${NAMES[2]} are the same file, and count as one model in every test`,
    ]);
    const { family, pruning } = result.findings;
    for (const { leftOut } of [...family.tests, ...pruning.tests]) {
      const why = `a copy: the same file as ${NAMES[1]}, which counts for both`;
      expect(leftOut).toContainEqual({ model: NAMES[2], why });
    }
    expect(family.caveats.join(" ")).toContain(`${NAMES[2]} (a copy: the same file as`);
  });

  test("has folders that any file system takes, all different", () => {
    const folders = comparisons.map(({ folder }) => folder);
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(6);
    for (const folder of folders) {
      expect(folder).toMatch(/^pairs\/[^/<> ]+$/);
      mkdirSync(at(folder), { recursive: true });
    }
  });

  test("explains every null", () => expect(studyUnexplained(result)).toEqual([]));
});

describe("a study of a network, the same in 8 bits and what was saved of another", () => {
  const NAMES = ["a", "eight", "saved.npz"];
  let result: StudyResult;
  let comparisons: readonly Comparison[];

  beforeAll(async () => {
    write("eight.onnx", quantisedCopy(readFileSync(goldenFile("a.onnx"))));
    write("preprocessor_config.json", readFileSync(goldenFile("preprocessor_config.json")));
    const array = (columns: number, seed: number) =>
      npyOf(Float32Array.from(gaussian(64, columns, seed).data), [64, columns]);
    write("saved.npz", zipSync({ "first.npy": array(5, 1), "last.npy": array(7, 2), "logits.npy": array(10, 3) }));
    const models = ["a", { model: at("eight.onnx") }, { model: at("saved.npz") }];
    ({ result, comparisons } = await whole(goldenStudy(models, { measures: ["knn"], sweepMeasures: ["rsa"] })));
  });

  test.each([
    ["a", "eight"],
    ["a", "saved.npz"],
    ["eight", "saved.npz"],
  ])("says of %s and %s what a comparison of the two says", async (a, b) => {
    const file = (name: string) =>
      name === "a" ? goldenFile("a.onnx") : at(name === "eight" ? "eight.onnx" : "saved.npz");
    const options = { data: GOLDEN_DATA, measures: ["knn"], sweepMeasures: ["rsa"], levels: [0.5, 0.9], threads: 1 };
    const alone = await compare(file(a), file(b), { ...options, connect: "none" });
    const found = comparisons.find(({ folder }) => folder === `pairs/${a}+${b}`)?.result ?? expect.unreachable();
    const [entry, other] = [found.data[0], alone.data[0]];
    if (entry === undefined || other === undefined) throw new Error("there is no data set");
    const unreasoned = ({ reasons: _, ...of }: ReturnType<typeof measured>) => of;
    // A comparison maps as many Procrustes similarities as it may unasked, and names the data by their file.
    const same = ({ static: { layers, ...still }, ...of }: DataEntry) => {
      const { procrustes: __, chance: ___, draws: ____, ...maps } = layers;
      return unreasoned(measured({ ...of, name: "images", static: { ...still, layers: maps } as DataEntry["static"] }));
    };
    expect(differences(same(entry), same(other))).toEqual([]);
    expect(entry.sparsity.levels).toEqual([]);
    expect(Object.keys(other.reasons).filter((path) => !(path in entry.reasons))).toEqual([]);
  });

  test("takes the rows on trust where nothing says which they are, and says so", () => {
    expect(result.warnings).toContain(
      "saved.npz says nothing of its samples: that all rows are the same examples in one order is taken on trust",
    );
    expect(comparisons[0]?.result.warnings.some((warning) => warning.includes("on trust"))).toBe(false);
    expect(comparisons[1]?.result.warnings.some((warning) => warning.includes("on trust"))).toBe(true);
  });

  test("explains every null", () => {
    expect(result.models.map(({ name }) => name)).toEqual(NAMES);
    expect(studyUnexplained(result)).toEqual([]);
  });
});

describe("a study whose method refuses to prune a network has all but the sparsity side of it", () => {
  /** The studies' one data set is too small for a fifth of it to calibrate with. */
  const FEW = { data: [{ data: GOLDEN_DATA, name: "images", limit: 40 }], levels: [0.5] };

  test.each([
    ["nm, of axes that 4 does not divide", { prune: "nm" as const }, [null, /^a: .*4 does not divide its input axis/]],
    [
      "wanda, without images",
      { prune: "wanda" as const, ...FEW },
      [/^vit: wanda: a fifth of/, /^a: wanda: a fifth of/],
    ],
  ])("%s", async (_, more, expected) => {
    const result = await study(goldenStudy(["vit", "a"], { levels: [0.5], ...more }));
    expect(result.models.map(({ failure }) => failure)).toEqual([null, null]);
    for (const [i, { unpruned = null }] of result.models.entries()) {
      const why = expected[i] ?? null;
      if (why === null) expect(unpruned).toBeNull();
      else expect(unpruned).toMatch(why);
    }
    const { vertices, reasons } = result.pairs[0]?.data[0] ?? expect.unreachable();
    expect([vertices.static.score, vertices.functional.score]).not.toContain(null);
    expect(vertices.sparsity.score).toBeNull();
    expect(reasons.sparsity).toBe(result.models.find(({ unpruned }) => unpruned !== undefined)?.unpruned);
    expect(studyUnexplained(result)).toEqual([]);
  });
});

test("a study of saved activations alone has no sparsity side, and ends well", async () => {
  write("one.npy", npyOf(Float32Array.from(gaussian(64, 6, 4).data), [64, 6]));
  write("two.npy", npyOf(Float32Array.from(gaussian(64, 5, 5).data), [64, 5]));
  const result = await study(goldenStudy([{ model: at("one.npy") }, { model: at("two.npy") }], { prune: "wanda" }));
  expect(result.models.map(({ failure }) => failure)).toEqual([null, null]);
  expect(result.pairs[0]?.data[0]?.triangle).toEqual({ static: expect.any(Number), functional: null, sparsity: null });
  expect(result.recommendation.recommendation).not.toBeNull();
  expect(studyUnexplained(result)).toEqual([]);
});

test("a constant network, and one that predicts nothing, are not even like themselves", async () => {
  write("flat.npy", npyOf(new Float32Array(64 * 6).fill(2), [64, 6]));
  const outlying = new Float32Array(64 * 6);
  outlying[7] = 1;
  write("outlying.npy", npyOf(outlying, [64, 6]));
  const models = ["a", { model: at("flat.npy") }, { model: at("outlying.npy") }];
  const result = await study(goldenStudy(models, { levels: [0.5] }));
  const { static: cka, calibrated, angle, functional, agreement } = result.matrices.images ?? expect.unreachable();
  const diagonal = (matrix: typeof cka) => matrix.map((row, i) => row[i]);
  for (const matrix of [cka, calibrated, functional, agreement]) expect(diagonal(matrix)).toEqual([1, null, null]);
  expect(diagonal(angle)).toEqual([0, null, 0]);
  expect(result.reasons["matrices.images.static.1.1"]).toBe("constant");
  expect(result.reasons["matrices.images.functional.1.1"]).toMatch(/^flat\.npy .*logits/);
  expect(studyUnexplained(result)).toEqual([]);
});

test("a study on images that all look the same has nothing of any network, not even with itself", async () => {
  write("blank.npy", npyOf(new Float32Array(8 * 3 * 8 * 8), [8, 3, 8, 8]));
  const result = await study(goldenStudy(["a"], { data: [{ data: `npy:${at("blank.npy")}`, name: "images" }] }));
  expect(result.matrices.images?.static).toEqual([[null]]);
  expect(result.matrices.images?.sparsity).toEqual([[null]]);
  expect(studyUnexplained(result)).toEqual([]);
});

test("a study of one model without labels has no pairs, and says that nothing can be concluded", async () => {
  const data = [{ data: `npy:${goldenFile("images.npy")}`, name: "images" }];
  const result = await study(goldenStudy(["a"], { data, levels: [0.5] }));
  expect(result.pairs).toEqual([]);
  expect(result.matrices.images?.static).toEqual([[1]]);
  expect(result.models[0]?.data[0]).toMatchObject({ accuracy: null, classifier: null });
  expect(result.findings.family.sentence).toMatch(/cannot be told|nothing/i);
  expect(studyUnexplained(result)).toEqual([]);
});

describe("a study some of whose models fail", () => {
  const NODES = [
    ["Conv", "x w", "c"],
    ["GlobalAveragePool", "c", "p"],
    ["Flatten", "p", "f"],
    ["Log", "f", "l"],
    ["MatMul", "l fc", "y"],
  ] as const;

  test("goes on, says why, and is otherwise what it is without them", async () => {
    const waves = (length: number) => Array.from({ length }, (_, i) => Math.sin(i));
    const io = { inputs: [["x", "float32", ["n", 3, 8, 8]]], outputs: [["y", "float32", ["n", 5]]] } as const;
    const weights = [
      { name: "w", dims: [8, 3, 3, 3], values: waves(216) },
      { name: "fc", dims: [8, 5], values: waves(40) },
    ];
    write("nan.onnx", modelBytes({ ...io, weights, nodes: NODES }));
    write("weightless.onnx", modelBytes({ ...io, nodes: [["GlobalAveragePool", "x", "y"]] }));
    write("cut.onnx", readFileSync(goldenFile("a.onnx")).subarray(0, 20_000));
    const failing = ["gone", "cut", "weightless", "nan"].map((name) => ({ model: at(`${name}.onnx`) }));
    const mixed = await study(goldenStudy([...failing.slice(0, 1), "a", ...failing.slice(1), "vit"]));
    const alone = await study(goldenStudy(["a", "vit"]));

    const failures = Object.fromEntries(
      mixed.models.flatMap(({ name, failure }) => (failure ? [[name, failure]] : [])),
    );
    expect(failures).toEqual({
      gone: `${at("gone.onnx")} does not exist`,
      cut: expect.stringMatching(/cut\.onnx is not a valid ONNX model/),
      weightless: expect.stringMatching(/weightless\.onnx: has no penultimate layer/),
      nan: expect.stringMatching(/^nan, tensor .*: is NaN for example 0/),
    });
    for (const [name, failure] of Object.entries(failures))
      expect(mixed.warnings).toContain(`${name} is left out: ${failure}`);
    for (const { a, b, failure, comparison, data } of mixed.pairs) {
      const why = failures[a] ?? failures[b] ?? null;
      expect([failure, comparison === null, data.length]).toEqual([why, why !== null, why === null ? 1 : 0]);
    }
    const living = lasting(mixed);
    expect(living.models.filter(({ failure }) => failure === null)).toEqual(lasting(alone).models);
    expect(living.pairs.filter(({ failure }) => failure === null)).toEqual(alone.pairs);
    expect(mixed.matrices.images?.static[1]?.[5]).toBe(alone.matrices.images?.static[0]?.[1]);
    expect(mixed.findings.pruning.tests.map(({ leftOut: _, ...of }) => of)).toEqual(
      alone.findings.pruning.tests.map(({ leftOut: _, ...of }) => of),
    );
    expect(studyUnexplained(mixed)).toEqual([]);
  });

  test("ends with results where all of them fail", async () => {
    const result = await study(goldenStudy([{ model: at("gone.onnx") }, { model: at("gone.onnx"), name: "too" }]));
    expect(result.models.map(({ failure }) => failure !== null)).toEqual([true, true]);
    expect(result.pairs.map(({ failure }) => failure !== null)).toEqual([true]);
    expect(studyUnexplained(result)).toEqual([]);
  });
});

describe("the store of a study", () => {
  const store = at("store");
  const entries = () => readdirSync(store).map((name) => join(store, name));
  const times = () => new Map(entries().map((path) => [path, statSync(path).mtimeMs]));
  let first: StudyResult;

  beforeAll(async () => {
    first = await study(goldenStudy(["a", "vit"]), { store });
  });

  test("has one entry a task, and is read back to the same bytes in any number of lanes", async () => {
    const before = times();
    const again = await study(goldenStudy(["a", "vit"]), { store, threads: 3 });
    expect(JSON.stringify({ ...again, provenance: null })).toBe(JSON.stringify({ ...first, provenance: null }));
    expect(times()).toEqual(before);
    expect(JSON.stringify(lasting(await study(goldenStudy(["a", "vit"]), { threads: 1 })))).toBe(
      JSON.stringify(lasting(first)),
    );
  });

  test("says which entries were damaged, and makes these again alone", async () => {
    const paths = entries().filter((path) => /"what":"(pruned|pair|dense|layers)"/.test(readFileSync(path, "latin1")));
    const [cut, altered, empty] = [paths[0] ?? "", paths[3] ?? "", paths[6] ?? ""];
    const bytes = readFileSync(cut);
    writeFileSync(cut, bytes.subarray(0, bytes.length - 9));
    const other = readFileSync(altered);
    other[other.length - 20] = (other.at(-20) ?? 0) ^ 4;
    writeFileSync(altered, other);
    writeFileSync(empty, "");
    const before = times();
    const again = await study(goldenStudy(["a", "vit"]), { store });
    const said = [cut, altered, empty].map((path) => `${path} was damaged: what it held was computed again`);
    expect([...again.warnings].sort()).toEqual([...first.warnings, ...said].sort());
    expect(lasting({ ...again, warnings: [] })).toEqual(lasting({ ...first, warnings: [] }));
    expect(
      [...times()]
        .filter(([path, time]) => before.get(path) !== time)
        .map(([path]) => path)
        .sort(),
    ).toEqual([cut, altered, empty].sort());
  });

  test("keeps all that is of the models that were there when one comes", async () => {
    const before = times();
    const more = await study(goldenStudy(["a", "b", "vit"]), { store });
    for (const [path, time] of before) expect(times().get(path)).toBe(time);
    // Maps of more models may be summed in another order.
    const pair = more.pairs.find(({ a, b }) => a === "a" && b === "vit");
    expect(differences(pair, first.pairs[0], 1e-12)).toEqual([]);
  });

  test("is made anew where it is to be fresh", async () => {
    const before = times();
    await study(goldenStudy(["a", "vit"], { levels: [0.5] }), { store, fresh: true });
    const changed = [...times()].filter(([path, time]) => before.get(path) !== time);
    // 2 dense, 4 pruned, 1 map of layers and 2 of penultimate ones, 1 pair, 2 latencies.
    expect(changed).toHaveLength(12);
  });
});

test("a study tells how far it has come, up to its end", async () => {
  const told: Progress[] = [];
  await study(goldenStudy(["a", "vit"], { levels: [0.5] }), { onProgress: (progress) => told.push(progress) });
  const running = told.filter(({ total }) => total > 1);
  expect(running.map(({ done }) => done)).toEqual(running.map(({ done }) => done).sort((x, y) => x - y));
  expect(running.at(-1)).toMatchObject({ done: running[0]?.total, total: running[0]?.total });
  expect([...new Set(told.map(({ what }) => what.split(" ")[0]))]).toEqual(
    expect.arrayContaining(["reading", "opening", "evaluating", "pruning", "mapping", "comparing", "drawing"]),
  );
});

test("a study ends with the signal's reason once it is aborted", async () => {
  const controller = new AbortController();
  const onProgress = ({ what }: Progress) => {
    if (what.startsWith("pruning")) controller.abort(new Error("enough"));
  };
  await expect(study(goldenStudy(["a", "vit"]), { signal: controller.signal, onProgress })).rejects.toThrow("enough");
});
