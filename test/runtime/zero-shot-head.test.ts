import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { TextSource } from "../../src/data/text-source.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { zeroShotHead } from "../../src/runtime/zero-shot-head.js";
import { fault } from "../data/support/fault.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { close, closeAll } from "../support/close.js";
import { hubEnvironment } from "../support/hub-environment.js";
import { tokenizerJson } from "../support/tokenizer-json.js";
import { imageTowerBytes, jointBytes, textTowerBytes, tokenRow } from "../support/towers.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());
const { at, write } = temporaryFolder();

const FILES = {
  "text.onnx": textTowerBytes({ metadata: { logit_scale: "14.5" } }),
  "tokenizer.json": tokenizerJson(),
  "templates.txt": "a photo of a {}.\n{}\n",
  "classes.txt": "cat\ndog\nfrog\n",
};

/** A folder of a text tower and what belongs to it, but for `without`. */
function folder(
  without: readonly (keyof typeof FILES)[] = [],
  files: Record<string, string | Uint8Array> = {},
): string {
  const name = at("clip");
  rmSync(name, { recursive: true, force: true });
  mkdirSync(name);
  const left = Object.entries(FILES).filter(([file]) => !without.some((gone) => gone === file));
  for (const [file, content] of [...left, ...Object.entries(files)]) writeFileSync(join(name, file), content);
  return name;
}

const IMAGE = write("clip-b.onnx", imageTowerBytes());

async function headOf(given: TextSource, dataNames: readonly string[] | null = null, image = IMAGE) {
  return zeroShotHead(engine, await openModel(image), given, dataNames);
}

const text = () => ({ text: join(folder(), "text.onnx") });

/** One class by hand: captions "a photo of a NAME." and "NAME", each made a unit vector, then averaged. */
function classRow(word: number): readonly number[] {
  const captions = [
    [2, 4, 5, 6, 4, word, 10, 3],
    [2, word, 3],
  ].map((numbers) => {
    const sums = [0, 1, 2, 3].map((j) => numbers.reduce((sum, v) => sum + (tokenRow(v)[j] ?? Number.NaN), 0));
    return sums.map((sum) => sum / Math.hypot(...sums));
  });
  return [0, 1, 2, 3].map((j) => captions.reduce((sum, row) => sum + (row[j] ?? Number.NaN), 0) / captions.length);
}

describe("a head whose text tower is on the hub", () => {
  const commit = "3".repeat(40);
  const files = Object.entries(FILES).map(([name, content]) => [name, Buffer.from(content)] as const);
  hubEnvironment({ "owner/clip": { commit, files: Object.fromEntries(files) } });

  test("is that of the same files here, and says from which commit", async () => {
    const { source, ...head } = await headOf({ text: "hf:owner/clip/text.onnx" });
    const { source: _, ...local } = await headOf(text());
    expect(head).toEqual(local);
    expect(source.texts).toBe(`hf:owner/clip@${commit}/text.onnx`);
  });
});

describe("a head made of texts", () => {
  test("has one embedding a class, out of all templates, and says where all came from", async () => {
    const { text: file } = text();
    const { classes, ...head } = await headOf({ text: file });
    expect(classes).toMatchObject({ rows: 3, columns: 4 });
    closeAll(classes.data, [7, 8, 9].flatMap(classRow), 1e-6);
    expect(head).toEqual({
      classNames: ["cat", "dog", "frog"],
      scale: 14.5,
      bias: 0,
      notes: [],
      source: {
        texts: file,
        tokenizer: at("clip/tokenizer.json"),
        templates: ["a photo of a {}.", "{}"],
        classes: at("clip/classes.txt"),
      },
    });
  });

  test("takes the files that are given before those beside the tower", async () => {
    const given = {
      ...text(),
      tokenizer: write("other.json", tokenizerJson()),
      templates: write("other-templates.txt", "{}"),
      classes: write("other-classes.txt", "frog\ncat"),
      logitScale: 3,
    };
    const { classNames, scale, source, classes } = await headOf(given);
    expect([classNames, scale, classes.rows]).toEqual([["frog", "cat"], 3, 2]);
    expect(source).toEqual({
      texts: given.text,
      tokenizer: given.tokenizer,
      templates: ["{}"],
      classes: given.classes,
    });
  });

  test.each([
    ["tokenizer.json", "--tokenizer"],
    ["templates.txt", "--templates"],
  ] as const)("names a missing %s and the option that gives it", async (name, option) => {
    const file = join(folder([name]), "text.onnx");
    const missing = at(`clip/${name}`);
    expect(await fault(() => headOf({ text: file }))).toBe(`not-found: ${missing} does not exist; give ${option} FILE`);
  });

  test("names a file that was given and is not there", async () => {
    const none = at("none");
    for (const given of [{ tokenizer: none }, { templates: none }, { classes: none }])
      expect(await fault(() => headOf({ ...text(), ...given }))).toBe(`not-found: ${none} does not exist`);
    expect(await fault(() => headOf({ text: none }))).toBe(
      `not-found: ${none} does not exist; --text takes the ONNX file of a text tower`,
    );
  });

  test("takes the classes of the tower's metadata where there is no file, then those of the data", async () => {
    const metadata = { class_names: '["dog", "cat"]', logit_scale: "1" };
    const named = join(folder(["classes.txt"], { "named.onnx": textTowerBytes({ metadata }) }), "named.onnx");
    const own = await headOf({ text: named }, ["frog"]);
    expect([own.classNames, own.source.classes]).toEqual([["dog", "cat"], named]);
    const unnamed = join(folder(["classes.txt"]), "text.onnx");
    const lent = await headOf({ text: unnamed }, ["frog"]);
    expect([lent.classNames, lent.source.classes]).toEqual([["frog"], "the data set"]);
    expect(await fault(() => headOf({ text: unnamed }))).toBe(
      `not-found: ${unnamed}: nothing names the classes; give --classes FILE, one name a line`,
    );
  });

  test("asks for a text tower where the model has none, and for a scale where nothing says it", async () => {
    expect(await fault(() => headOf({}))).toBe(
      `unsupported: ${IMAGE}: has no output that holds the embedding of texts; --text takes the ONNX file of a text tower`,
    );
    const silent = join(folder([], { "silent.onnx": textTowerBytes() }), "silent.onnx");
    expect(await fault(() => headOf({ text: silent }))).toBe(
      "bad-value: clip-b: its files do not say the logit_scale; give --logit-scale NUMBER, 100 for most CLIPs",
    );
  });
});

test("the files of a tower in an export's folder onnx are looked for there and then above it", async () => {
  const above = folder(["text.onnx"], {});
  mkdirSync(join(above, "onnx"));
  const file = join(above, "onnx", "text_model.onnx");
  writeFileSync(file, FILES["text.onnx"]);
  writeFileSync(join(above, "onnx", "classes.txt"), "cat\nfrog\n");
  const { source, classNames } = await headOf({ text: file });
  expect(source).toMatchObject({ tokenizer: at("clip/tokenizer.json"), templates: ["a photo of a {}.", "{}"] });
  expect([classNames, source.classes]).toEqual([["cat", "frog"], at("clip/onnx/classes.txt")]);
  rmSync(join(above, "tokenizer.json"));
  const missing = at("clip/onnx/tokenizer.json");
  expect(await fault(() => headOf({ text: file }))).toBe(`not-found: ${missing} does not exist; give --tokenizer FILE`);
});

describe("a head of a joint graph", () => {
  const joint = (spec: Parameters<typeof jointBytes>[0]) =>
    join(folder(["text.onnx"], { "clip.onnx": jointBytes(spec) }), "clip.onnx");

  test("is made of its own texts and its own scale", async () => {
    const file = joint({ scale: 6.25 });
    const head = await headOf({}, null, file);
    closeAll(head.classes.data, [7, 8, 9].flatMap(classRow), 1e-6);
    close(head.scale, 6.25, 1e-4);
    expect(Math.abs(head.bias)).toBeLessThan(1e-4);
    expect(head.source.texts).toBe(file);
  });

  test("has the bias of its own logits, as SigLIP's have one; one that is given counts more", async () => {
    const file = joint({ scale: 6.25, bias: -9 });
    const head = await headOf({}, null, file);
    close(head.scale, 6.25, 1e-4);
    close(head.bias, -9, 1e-4);
    expect((await headOf({ logitBias: -4 }, null, file)).bias).toBe(-4);
    expect((await headOf({ logitScale: 3, logitBias: -4 }, null, file)).scale).toBe(3);
    const written = joint({ metadata: { logit_scale: "33", logit_bias: "-5.5" } });
    expect(await headOf({}, null, written)).toMatchObject({ scale: 33, bias: -5.5 });
  });

  test("a scale that is given or written counts more, whatever its own logits are", async () => {
    const bent = joint({ power: 3 });
    expect(await fault(() => headOf({}, null, bent))).toMatch(/no multiple of the cosines.*give --logit-scale NUMBER$/);
    expect((await headOf({ logitScale: 40 }, null, bent)).scale).toBe(40);
    const written = joint({ power: 3, metadata: { logit_scale: "33" } });
    expect((await headOf({}, null, written)).scale).toBe(33);
  });
});

describe("a head of saved embeddings", () => {
  const embeds = (rows: number, columns = 4) =>
    write(
      "embeds.npy",
      npyOf(
        Float32Array.from({ length: rows * columns }, (_, i) => i + 1),
        [rows, columns],
      ),
    );

  test("takes them as they are, with names where they are given", async () => {
    const file = embeds(2);
    const classes = write("two.txt", "cat\ndog");
    const head = await headOf({ textEmbeds: file, logitScale: 50, classes });
    expect([...head.classes.data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect({ ...head, classes: null }).toEqual({
      classes: null,
      classNames: ["cat", "dog"],
      scale: 50,
      bias: 0,
      notes: [],
      source: { texts: file, tokenizer: null, templates: null, classes },
    });
    expect((await headOf({ textEmbeds: file, logitScale: 50 }, ["not", "its"])).classNames).toBeNull();
  });

  test("refuses one without a direction", async () => {
    const file = write("zero.npy", npyOf(Float32Array.of(1, 2, 3, 4, 0, 0, 0, 0), [2, 4]));
    expect(await fault(() => headOf({ textEmbeds: file, logitScale: 50 }))).toBe(
      `bad-value: ${file}: row 1 is zero, so that class 1 has no direction`,
    );
  });

  test("needs one row a class", async () => {
    const file = embeds(3);
    const given = { textEmbeds: file, logitScale: 50, classes: write("two.txt", "cat\ndog") };
    expect(await fault(() => headOf(given))).toBe(
      `mismatch: ${file} has 3 rows and there are 2 class names; expected one row a class`,
    );
  });

  test("takes names and scale of the image tower's metadata", async () => {
    const metadata = { class_names: '["cat", "dog"]', logit_scale: "9" };
    const image = write("named-image.onnx", imageTowerBytes({ metadata }));
    expect(await headOf({ textEmbeds: embeds(2) }, null, image)).toMatchObject({
      classNames: ["cat", "dog"],
      scale: 9,
      source: { classes: null },
    });
    expect(await fault(() => headOf({ textEmbeds: embeds(2) }))).toMatch(/do not say the logit_scale; give --logit/);
  });

  test("must have the features of the image's embedding, whatever that is called", async () => {
    const given = { textEmbeds: embeds(2, 5), logitScale: 1 };
    expect(await fault(() => headOf(given))).toBe(
      "mismatch: clip-b: its images have 4 features and the texts 5; are both towers of one model?",
    );
    const features = write("features.onnx", imageTowerBytes({ output: "image_features" }));
    expect(await fault(() => headOf(given, null, features))).toMatch(/^mismatch: features: its images have 4 features/);
    const open = write("open.onnx", imageTowerBytes({ dims: ["n", "d"] }));
    expect((await headOf(given, null, open)).classes.columns).toBe(5);
  });

  test("is not held against another embedding that the tower gives", async () => {
    const both = write("both.onnx", imageTowerBytes({ also: "patch_embeddings" }));
    expect((await headOf({ textEmbeds: embeds(2), logitScale: 1 }, null, both)).classes.rows).toBe(2);
  });
});
