import { copyFileSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CompareResult, compareResultSchema, type DataEntry } from "../../src/study/results.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { tokenizerJson } from "../support/tokenizer-json.js";
import { imageTowerBytes, jointBytes, textTowerBytes } from "../support/towers.js";

const { at, write } = temporaryFolder();
const NAMES = ["cat", "dog", "frog", "a cat", "a dog", "a frog", "cats", "dogs", "frogs", "photo"];
const NET = goldenFile("a.onnx");

mkdirSync(at("clip"));
copyFileSync(goldenFile("preprocessor_config.json"), at("clip/preprocessor_config.json"));
const TOWER = write("clip/image.onnx", imageTowerBytes());
const SECOND = write("clip/second.onnx", imageTowerBytes({ seed: 2 }));
const TEXT = write("clip/text.onnx", textTowerBytes({ metadata: { logit_scale: "25" } }));
const JOINT = write("clip/joint.onnx", jointBytes({ scale: 25 }));
write("clip/tokenizer.json", tokenizerJson());
write("clip/templates.txt", "a photo of a {}.\n{}\n");
write("clip/classes.txt", NAMES.join("\n"));

const UNLABELLED = `npy:${goldenFile("images.npy")}`;

const NEEDS_TEXTS = "is an image tower: its predictions need texts, give --text or --text-embeds";

const command = (a: string, b: string, ...more: string[]) =>
  trisim(["compare", a, b, "--data", GOLDEN_DATA, "--levels", ".5", "--threads", "1", ...more]);

async function compared(a: string, b: string, ...more: string[]): Promise<{ result: CompareResult; entry: DataEntry }> {
  const { code, stdout, stderr } = await command(a, b, "--json", "--quiet", ...more);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const result = compareResultSchema.parse(JSON.parse(stdout));
  const [entry] = result.data;
  if (entry === undefined) throw new Error("nothing was compared");
  return { result, entry };
}

describe("an image tower without texts", () => {
  test("is compared from two sides, and the third says what it needs", async () => {
    const { result, entry } = await compared(NET, TOWER);
    expect(entry.vertices.static.score).not.toBeNull();
    expect(entry.vertices.sparsity.score).not.toBeNull();
    expect(entry.functional).toMatchObject({ accuracy: { b: null }, predictive: null });
    expect(entry.functional.accuracy.a).toBeCloseTo(0.6875, 12);
    expect(entry.vertices.functional.score).toBeNull();
    for (const path of ["functional.accuracy.b", "functional.predictive", "triangle.functional"])
      expect(entry.reasons[path]).toBe(`clip/image ${NEEDS_TEXTS}`);
    expect([result.models.a.zeroShot, result.models.b.zeroShot]).toEqual([null, null]);
  });
});

describe("an image tower with texts", () => {
  test("is compared from three sides, on either side the same", async () => {
    const right = await compared(NET, TOWER, "--text", TEXT);
    const left = await compared(TOWER, NET, "--text", TEXT);
    const { accuracy, predictive } = right.entry.functional;
    expect(right.result.models).toMatchObject({
      a: { zeroShot: null },
      b: {
        zeroShot: {
          texts: TEXT,
          tokenizer: at("clip/tokenizer.json"),
          templates: ["a photo of a {}.", "{}"],
          classes: at("clip/classes.txt"),
          classNames: NAMES,
          logitScale: 25,
        },
      },
    });
    expect(accuracy.b).toBeGreaterThanOrEqual(0);
    expect(right.entry.vertices.functional.score).toBeCloseTo(1 - (predictive?.jsd.score ?? Number.NaN), 12);
    expect(left.entry.functional.accuracy).toEqual({ a: accuracy.b, b: accuracy.a });
    expect(left.entry.functional.predictive?.agreement).toEqual(predictive?.agreement);
    expect(left.result.models.a.zeroShot).toEqual(right.result.models.b.zeroShot);
    expect(right.result.warnings).toContain(
      "npy:images.npy names no classes: clip/image's 10 outputs are taken to be the classes of npy:images.npy, in order",
    );
  });

  test("its predictions depend on the texts, and are pruned with the tower", async () => {
    const { entry } = await compared(NET, TOWER, "--text", TEXT);
    const turned = write("turned.txt", [...NAMES].reverse().join("\n"));
    const other = await compared(NET, TOWER, "--text", TEXT, "--classes", turned);
    expect(other.entry.functional.predictive?.jsd.score).not.toBe(entry.functional.predictive?.jsd.score);
    expect(other.entry.static).toEqual(entry.static);
    expect(entry.sparsity.b.accuracy).toHaveLength(2);
    expect(entry.sparsity.b.accuracy[0]).toBe(entry.functional.accuracy.b);
  });

  test("has the classes of saved embeddings, be they others than the other network's", async () => {
    const few = write("few.npy", npyOf(Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0), [2, 4]));
    const { entry, result } = await compared(
      NET,
      TOWER,
      "--text-embeds",
      few,
      "--logit-scale",
      "10",
      "--data",
      UNLABELLED,
    );
    expect(result.models.b.zeroShot).toEqual({
      texts: few,
      tokenizer: null,
      templates: null,
      classes: null,
      classNames: null,
      logitScale: 10,
      logitBias: 0,
    });
    expect(entry.reasons["functional.predictive"]).toBe("the models have 10 and 2 outputs: different classes");
  });
});

describe("two image towers", () => {
  test("share texts that are given once; against itself a tower is one", async () => {
    const { entry, result } = await compared(TOWER, TOWER, "--text", TEXT);
    expect(result.models.a.zeroShot).toEqual(result.models.b.zeroShot);
    expect(entry.vertices.functional.score).toBe(1);
    const { entry: other } = await compared(TOWER, SECOND, "--text", TEXT);
    expect(other.vertices.functional.score).toBeLessThan(1);
  });

  test("have texts each, or one has them alone", async () => {
    const { result } = await compared(
      TOWER,
      SECOND,
      "--text",
      `${TEXT},${TEXT}`,
      "--templates",
      `,${write("p", "{}")}`,
    );
    expect([result.models.a.zeroShot?.templates, result.models.b.zeroShot?.templates]).toEqual([
      ["a photo of a {}.", "{}"],
      ["{}"],
    ]);
    const { entry, ...one } = await compared(TOWER, SECOND, "--text", `,${TEXT}`, "--logit-scale", "7");
    expect([one.result.models.a.zeroShot, one.result.models.b.zeroShot?.logitScale]).toEqual([null, 7]);
    expect(entry.reasons["functional.predictive"]).toBe(`clip/image ${NEEDS_TEXTS}`);
  });

  test("are one with a joint graph of the same weights, which has its texts and its scale in itself", async () => {
    const { entry, result } = await compared(
      JOINT,
      TOWER,
      "--text",
      `,${TEXT}`,
      "--tokenizer",
      at("clip/tokenizer.json"),
    );
    expect(result.models.a.zeroShot?.texts).toBe(JOINT);
    expect(result.models.a.zeroShot?.logitScale).toBeCloseTo(25, 2);
    expect(entry.vertices.functional.score).toBeCloseTo(1, 4);
    expect(result.models.a.parameters).toBe(result.models.b.parameters);
  });
});

describe("a joint graph", () => {
  test("takes the tokenizer, templates and classes beside it unasked, and finds its scale", async () => {
    const { result, entry } = await compared(NET, JOINT);
    expect(result.models.b.zeroShot).toMatchObject({ texts: JOINT, classNames: NAMES });
    expect(result.models.b.zeroShot?.logitScale).toBeCloseTo(25, 2);
    expect(entry.functional.predictive).not.toBeNull();
    const named = await compared(NET, JOINT, "--text", JOINT);
    expect(named.result.models.b.zeroShot).toEqual(result.models.b.zeroShot);
  });

  test("without a tokenizer says that this is what it needs", async () => {
    mkdirSync(at("bare"), { recursive: true });
    copyFileSync(JOINT, at("bare/joint.onnx"));
    copyFileSync(goldenFile("preprocessor_config.json"), at("bare/preprocessor_config.json"));
    const { entry } = await compared(NET, at("bare/joint.onnx"));
    expect(entry.reasons["functional.predictive"]).toBe(
      "joint holds a text tower: its predictions need a tokenizer, give --tokenizer or put tokenizer.json beside it",
    );
  });
});

test("one text tower for two image towers is said", async () => {
  const { stderr } = await command(TOWER, SECOND, "--text", TEXT);
  expect(stderr).toContain(
    `${TEXT} makes the texts of both clip/image and second; --text A.onnx,B.onnx gives each its own`,
  );
});

describe("texts that nothing can be compared with end with 2", () => {
  const nothing = "gives no embedding of the image";

  test.each([
    [
      "two classifiers",
      [NET, NET, "--text", TEXT],
      `a ${nothing}, and neither does a: texts have nothing to be compared with`,
    ],
    ["a classifier's own", [NET, TOWER, "--text", `${TEXT},`], `a ${nothing}: texts have nothing to be compared with`],
    [
      "a scale for two classifiers",
      [NET, NET, "--logit-scale", "100"],
      `a ${nothing}, and neither does a: texts have nothing to be compared with`,
    ],
    [
      "a text tower that is not there",
      [NET, TOWER, "--text", at("none.onnx")],
      `${at("none.onnx")} does not exist; --text takes the ONNX file of a text tower`,
    ],
  ])("%s", async (_, [a = "", b = "", ...more], line) => {
    expect(await command(a, b, ...more, "--quiet")).toMatchObject({ code: 2, stdout: "", stderr: `trisim: ${line}\n` });
  });

  test("what files hold ends with 1", async () => {
    const classes = write("zebras.txt", "zebra");
    expect(await command(NET, TOWER, "--text", TEXT, "--classes", classes, "--quiet")).toMatchObject({
      code: 1,
      stderr: `trisim: ${at("clip/tokenizer.json")}: its vocabulary lacks "zebra" of the caption "a photo of a zebra."; give the tokenizer of this text tower (--tokenizer), or other --classes or --templates\n`,
    });
  });
});
