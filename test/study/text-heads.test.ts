import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import type { TextSource } from "../../src/data/text-source.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { type Model, openModel } from "../../src/runtime/open-model.js";
import { textHead, textHeads } from "../../src/study/text-heads.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { goldenFile } from "../support/golden-models.js";
import { tokenizerJson } from "../support/tokenizer-json.js";
import { imageTowerBytes, textTowerBytes } from "../support/towers.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());
const { write } = temporaryFolder();

const TEXT = write("text.onnx", textTowerBytes({ metadata: { logit_scale: "10" } }));
const OTHER = write("other.onnx", textTowerBytes({ metadata: { logit_scale: "20" } }));
write("tokenizer.json", tokenizerJson());
write("templates.txt", "a photo of a {}.\n");
const FROGS = write("frogs.txt", "frog\n");

const tower = await openModel(write("tower.onnx", imageTowerBytes()));
const second = await openModel(write("second.onnx", imageTowerBytes({ seed: 2 })));
const net = await openModel(goldenFile("a.onnx"));
const DATA = [{ classNames: ["cat", "dog"] }, { classNames: ["other", "names"] }] as unknown as readonly Dataset[];

async function heads(a: Model, b: Model, texts?: { every?: TextSource; a?: TextSource; b?: TextSource }) {
  const made = await textHeads(engine, { a, b }, DATA, texts);
  return [made.a, made.b].map((head) => head && [head.source.texts, head.scale, head.classNames]);
}

const NAMES = ["cat", "dog"];

describe("textHeads", () => {
  test("makes none where no texts are given", async () => {
    expect(await heads(tower, net)).toEqual([null, null]);
    expect(await heads(tower, second, {})).toEqual([null, null]);
  });

  test("gives texts for every tower to every tower, and to no classifier; the first data name the classes", async () => {
    const every = { text: TEXT };
    expect(await heads(tower, second, { every })).toEqual([
      [TEXT, 10, NAMES],
      [TEXT, 10, NAMES],
    ]);
    expect(await heads(tower, net, { every })).toEqual([[TEXT, 10, NAMES], null]);
    expect(await heads(net, tower, { every })).toEqual([null, [TEXT, 10, NAMES]]);
  });

  test("gives texts for one model to that one alone", async () => {
    expect(await heads(tower, second, { a: { text: TEXT } })).toEqual([[TEXT, 10, NAMES], null]);
    expect(await heads(tower, second, { b: { text: OTHER } })).toEqual([null, [OTHER, 20, NAMES]]);
  });

  test("what is given for one model counts more than what is for every one, file by file", async () => {
    const texts = { every: { text: TEXT, logitScale: 5 }, b: { text: OTHER, classes: FROGS } };
    expect(await heads(tower, second, texts)).toEqual([
      [TEXT, 5, NAMES],
      [OTHER, 5, ["frog"]],
    ]);
  });

  test("a network that came with texts uses them unasked, and what is given counts more", async () => {
    const embedded = { ...tower, texts: { text: TEXT } };
    expect(await heads(embedded, net)).toEqual([[TEXT, 10, NAMES], null]);
    expect(await heads(embedded, net, { every: { logitScale: 3 } })).toEqual([[TEXT, 3, NAMES], null]);
    expect(await heads(embedded, net, { a: { text: OTHER } })).toEqual([[OTHER, 20, NAMES], null]);
  });

  test("what is given for every tower goes to those without texts of their own, where there are such", async () => {
    const embedded = { ...tower, texts: { text: TEXT } };
    const every = { text: OTHER, logitScale: 7 };
    expect(await heads(embedded, second, { every })).toEqual([
      [TEXT, 10, NAMES],
      [OTHER, 7, NAMES],
    ]);
    const another = { ...second, texts: { text: TEXT } };
    expect(await heads(embedded, another, { every })).toEqual([
      [OTHER, 7, NAMES],
      [OTHER, 7, NAMES],
    ]);
  });

  test("a scale for every tower does not ask for texts of the one that was left without", async () => {
    const texts = { every: { logitScale: 5 }, a: { text: TEXT } };
    expect(await heads(tower, second, texts)).toEqual([[TEXT, 5, NAMES], null]);
    expect(await heads(second, tower, { ...texts, a: undefined, b: { text: TEXT } })).toEqual([null, [TEXT, 5, NAMES]]);
    expect(await fault(() => heads(tower, second, { every: { logitScale: 5 } }))).toMatch(
      /--text takes the ONNX file of a text tower$/,
    );
  });

  test("refuses what saved embeddings would leave idle", async () => {
    await expect(heads(tower, net, { every: { textEmbeds: "e.npy", templates: "t.txt" } })).rejects.toThrow(
      new RangeError("text-embeds takes the place of a text tower: templates does not go with it"),
    );
  });

  test("refuses texts that no model can take", async () => {
    await expect(heads(net, net, { every: { text: TEXT } })).rejects.toThrow(
      new RangeError("a gives no embedding of the image, and neither does a: texts have nothing to be compared with"),
    );
    for (const [a, b, texts] of [
      [net, tower, { a: { text: TEXT } }],
      [tower, net, { b: { text: TEXT } }],
    ] as const)
      await expect(heads(a, b, texts)).rejects.toThrow(
        new RangeError("a gives no embedding of the image: texts have nothing to be compared with"),
      );
  });
});

describe("textHead, of one model alone", () => {
  const head = async (model: Model, texts?: Parameters<typeof textHead>[3], side: "a" | "b" = "a") => {
    const [first] = DATA;
    if (first === undefined) throw new Error("there is no data set");
    const made = await textHead(engine, model, first, texts, side);
    return made && [made.source.texts, made.scale, made.classNames];
  };

  test("takes the texts of its side, then those for every tower, then its own", async () => {
    expect(await head(tower)).toBeNull();
    expect(await head(tower, { every: { text: TEXT } })).toEqual([TEXT, 10, NAMES]);
    expect(await head(tower, { every: { text: TEXT, logitScale: 5 }, b: { text: OTHER } }, "b")).toEqual([
      OTHER,
      5,
      NAMES,
    ]);
    expect(await head(tower, { b: { text: OTHER } })).toBeNull();
    expect(await head({ ...tower, texts: { text: TEXT } })).toEqual([TEXT, 10, NAMES]);
    expect(await head(net)).toBeNull();
  });

  test("refuses texts that it cannot take", async () => {
    await expect(head(net, { every: { text: TEXT } })).rejects.toThrow(/^a gives no embedding of the image: texts/);
    await expect(head(tower, { every: { textEmbeds: "e.npy", templates: "t" } })).rejects.toThrow(
      /templates does not go/,
    );
  });
});
