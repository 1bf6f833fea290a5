import { copyFileSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { StudyFile } from "../../../src/study/study-file.js";
import { prepareStudy } from "../../../src/study/tasks/prepare-study.js";
import { npyOf } from "../../data/support/npy-bytes.js";
import { temporaryFolder } from "../../data/support/temporary-folder.js";
import { GOLDEN_DATA, goldenFile } from "../../support/golden-models.js";
import { goldenStudy } from "../../support/study-files.js";
import { imageTowerBytes } from "../../support/towers.js";

const { at, write } = temporaryFolder();

async function tasksOf(file: StudyFile) {
  const prepared = await prepareStudy(file, {});
  await prepared.close();
  return prepared.plan.tasks;
}

/** Kinds of the tasks of one study that another has not. */
async function changed(before: StudyFile, after: StudyFile): Promise<readonly string[]> {
  const known = new Set((await tasksOf(before)).map(({ id }) => id));
  return [...new Set((await tasksOf(after)).flatMap(({ id, kind }) => (known.has(id) ? [] : [kind])))].sort();
}

type GoldenStudy = Parameters<typeof goldenStudy>;
type Change = [what: string, models: GoldenStudy[0], more: GoldenStudy[1], kinds: readonly string[]];

const EVERYTHING = ["dense", "layers", "pair", "penultimates", "pruned"];

describe("prepareStudy", () => {
  test("plans the same for the same files, wherever they are", async () => {
    copyFileSync(goldenFile("a.onnx"), at("a.onnx"));
    copyFileSync(goldenFile("preprocessor_config.json"), at("preprocessor_config.json"));
    const moved = [{ model: at("a.onnx") }, "b"];
    expect(await changed(goldenStudy(["a", "b"]), goldenStudy(moved))).toEqual([]);
  });

  test.each([
    ["labels that are shifted", [{ model: goldenFile("a.onnx"), labelOffset: 1 }, "b"], {}, EVERYTHING],
    ["another pooling", ["a", "b"], { pool: "max" }, EVERYTHING],
    ["another seed", ["a", "b"], { seed: 1 }, ["layers", "pair", "penultimates", "pruned"]],
    ["another method of pruning", ["a", "b"], { prune: "lamp" }, ["penultimates", "pruned"]],
    ["another measure", ["a", "b"], { measures: ["knn"] }, ["pair"]],
    ["fewer examples of the maps", ["a", "b"], { mapExamples: 32 }, ["layers"]],
    ["weights of a recommendation, a title", ["a", "b"], { title: "x", select: { accuracy: 1 } }, []],
  ] satisfies Change[])("has done again what hangs on %s", async (_, models, more, kinds) => {
    expect(await changed(goldenStudy(["a", "b"]), goldenStudy(models, more))).toEqual(kinds);
  });

  test.each(["tokenizer.json", "tokenizer_config.json", "templates.txt"])(
    "has a tower done again where the %s of its texts changes, above its folder onnx too",
    async (name) => {
      mkdirSync(at("onnx"), { recursive: true });
      write("onnx/tower.onnx", imageTowerBytes());
      write(name, "before");
      const tower = { model: at("onnx/tower.onnx"), texts: { text: at("onnx/text.onnx") } };
      const ids = async () => (await tasksOf(goldenStudy([tower, "vit"]))).map(({ id }) => id);
      const before = await ids();
      expect(await ids()).toEqual(before);
      write(name, "after");
      expect((await ids())[0]).not.toBe(before[0]);
    },
  );

  test("has towers done again where other classes of the first data set make their texts", async () => {
    write("tower.onnx", imageTowerBytes());
    const tower = { model: at("tower.onnx"), texts: { text: at("text.onnx") } };
    const sets = [
      { data: "zoo:fashion", limit: 20 },
      { data: "zoo:digits", limit: 20 },
    ];
    const before = goldenStudy([tower, "vit"], { data: sets });
    const after = goldenStudy([tower, "vit"], {
      data: [...sets].reverse().map((one, d) => ({ ...one, role: d === 0 ? "ood" : "id" })),
    });
    const known = new Set((await tasksOf(before)).map(({ id }) => id));
    const dense = (await tasksOf(after)).filter(({ kind }) => kind === "dense");
    expect(dense.map((task) => ("model" in task ? [task.model, known.has(task.id)] : []))).toEqual([
      ...[
        [0, false],
        [0, false],
        [1, true],
        [1, true],
      ],
    ]);
  });

  test.each(["logitScale", "logitBias"])("has towers done again where %s changes", async (key) => {
    write("tower.onnx", imageTowerBytes());
    const study = (value: number) => goldenStudy([{ model: at("tower.onnx"), texts: { [key]: value } }]);
    expect(await changed(study(2), study(3))).toContain("dense");
  });

  test("has wanda pruned again where the images change that it takes of the first data set", async () => {
    const sets = (name: string, limit: number) => ({
      ...{ prune: "wanda" as const, data: [{ data: "zoo:digits", name, limit }, { data: GOLDEN_DATA }] },
    });
    const before = await tasksOf(goldenStudy(["a"], sets("x", 100)));
    const known = new Set(before.map(({ id }) => id));
    const after = await tasksOf(goldenStudy(["a"], sets("x", 120)));
    const second = after.filter((task) => "model" in task && task.data === 1);
    expect(second.map(({ kind, id }) => [kind, known.has(id)])).toEqual([
      ...[
        ["dense", true],
        ["pruned", false],
        ["pruned", false],
        ["pruned", false],
      ],
    ]);
  });

  test("notes a model that cannot be opened and plans the rest", async () => {
    const prepared = await prepareStudy(goldenStudy([{ model: at("gone.onnx") }, "a"]), {});
    await prepared.close();
    expect(prepared.facts).toMatchObject([{ failure: `${at("gone.onnx")} does not exist` }, { family: "cnn" }]);
    expect(prepared.plan.tasks.every((task) => !("model" in task) || task.model === 1)).toBe(true);
  });

  test.each([
    [{ connect: { path: "naive", data: ["x"] } }, "connect.data: there is no x; the data sets are images"],
    [{ levels: [1] }, "levels: 1 is not in [0, 1)"],
    [
      { data: [{ data: GOLDEN_DATA }, { data: GOLDEN_DATA.replaceAll("images.npy", "../compare/images.npy") }] },
      /another data set is called npy:images\.npy too; name: tells them apart$/,
    ],
  ] as const)("refuses %j", async (more, expected) => {
    await expect(prepareStudy(goldenStudy(["a"], more as object), {})).rejects.toThrow(expected);
  });

  const TWO = {
    data: [
      { data: GOLDEN_DATA, name: "images" },
      { data: "zoo:digits", name: "digits", limit: 20 },
    ],
  };
  const saved = (activations: Record<string, string>) => ({ name: "x", activations });

  test.each([
    [
      { model: "x.npz" },
      "models[1].model: x.npz is saved activations of one data set, and there are images, digits; give activations: { NAME: FILE, … }",
    ],
    [saved({ image: "x.npz" }), "models[1].activations: there is no data set image; those there are: images, digits"],
    [
      saved({ digits: "x.npz" }),
      "models[1].activations: there is no file for images; every data set needs one: give activations: { NAME: FILE, … }",
    ],
  ])("refuses saved activations that are not of every data set: %j", async (model, message) => {
    await expect(prepareStudy(goldenStudy(["a", model], TWO), {})).rejects.toThrow(new RangeError(message));
  });

  test("plans no images, no pruned networks and no paths of saved activations, and the rest as without them", async () => {
    write("x.npy", npyOf(new Float32Array(64 * 3).map(Math.sin), [64, 3]));
    const more = { connect: { path: "naive" as const } };
    const before = await tasksOf(goldenStudy(["a", "a-other"], more));
    const known = new Set(before.map(({ id }) => id));
    const file = goldenStudy(["a", { model: at("x.npy") }, "a-other"], more);
    const after = await tasksOf(file);
    const added = after.filter(({ id }) => !known.has(id));
    expect(added.map(({ kind, images }) => [kind, images])).toEqual([
      ["dense", 0],
      ["layers", 0],
      ["penultimates", 0],
      ["pair", 0],
      ["pair", 0],
    ]);
    const why = "x.npy is saved activations: this needs a model";
    for (const task of added)
      if (task.kind === "pair") expect([task.unpruned, task.connection]).toEqual([why, { reason: why }]);
    expect(after.filter(({ kind }) => kind === "connection").map(({ id }) => known.has(id))).toEqual([true]);
    write("x.npy", npyOf(new Float32Array(64 * 3).map(Math.cos), [64, 3]));
    const ids = new Set(after.map(({ id }) => id));
    const changed = (await tasksOf(file)).filter(({ id }) => !ids.has(id));
    expect(changed.map(({ kind }) => kind)).toEqual(added.map(({ kind }) => kind));
  });

  test("ends once it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(prepareStudy(goldenStudy(["a"]), { signal })).rejects.toThrow("enough");
  });

  test("refuses layers that no model has, and leaves out those models alone that lack theirs", async () => {
    await expect(prepareStudy(goldenStudy(["a", "b"], { layers: ["nosuch"] }), {})).rejects.toThrow(
      /^layers: no model has those asked for; .*a\.onnx: no layer matches "nosuch"; the nearest are /,
    );
    const { facts, close } = await prepareStudy(
      goldenStudy([{ model: goldenFile("a.onnx"), layers: ["nosuch"] }, "b"]),
      {},
    );
    await close();
    expect(facts[0]).toEqual({ failure: expect.stringContaining('no layer matches "nosuch"') });
    expect(facts[1]).not.toHaveProperty("failure");
  });
});
