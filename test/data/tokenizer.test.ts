import { mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readTokenizer } from "../../src/data/tokenizer.js";
import { golden, goldenTowers } from "../support/golden-towers.js";
import { tokenizerJson } from "../support/tokenizer-json.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

const { tokenize: wordPiece, ...marks } = await readTokenizer(write("tokenizer.json", tokenizerJson()));

const REMEDY = "give the tokenizer of this text tower (--tokenizer), or other --classes or --templates";

describe("a WordPiece tokenizer", () => {
  test("gives the numbers of words and of their parts, between the special tokens", () => {
    expect(wordPiece("a photo of a cat.")).toEqual([2, 4, 5, 6, 4, 7, 10, 3]);
    expect(wordPiece("Dogs")).toEqual([2, 8, 11, 3]);
    expect(wordPiece("")).toEqual([2, 3]);
  });

  test("names the word that its vocabulary lacks, and the caption", async () => {
    expect(await fault(() => wordPiece("a photo of a zebra."))).toBe(
      `bad-value: ${at("tokenizer.json")}: its vocabulary lacks "zebra" of the caption "a photo of a zebra."; ${REMEDY}`,
    );
    expect(await fault(() => wordPiece("cat\tcatx dog"))).toMatch(/lacks "catx" of the caption/);
  });
});

test("says what ends every text, and what fills it up", () => {
  expect(marks).toEqual({ ending: [3], padding: { id: 0, side: "right", fixed: null, longest: null } });
});

describe("tokenizers as published", () => {
  test.each([
    ["clip", [553], { id: 553, side: "right", fixed: null, longest: 16 }],
    ["siglip", [1], { id: 1, side: "right", fixed: null, longest: 16 }],
    ["bert", [3], { id: 0, side: "right", fixed: null, longest: 512 }],
  ] as const)("%s gives the numbers that an independent implementation gives", async (kind, ending, padding) => {
    const tokenizer = await readTokenizer(goldenTowers(`${kind}/tokenizer.json`));
    for (const { text, ids } of golden.tokenizers[kind]) expect([text, tokenizer.tokenize(text)]).toEqual([text, ids]);
    expect([tokenizer.ending, tokenizer.padding]).toEqual([ending, padding]);
  });

  test("CLIP's calls the token that ends a text the unknown one: no word is taken for unknown", async () => {
    const { tokenize } = await readTokenizer(goldenTowers("clip/tokenizer.json"));
    expect(tokenize("zebra 🦓").length).toBeGreaterThan(5);
  });

  test("SigLIP's names a word with a letter that it lacks", async () => {
    const { tokenize } = await readTokenizer(goldenTowers("siglip/tokenizer.json"));
    expect(await fault(() => tokenize("a photo of the Ωmega"))).toMatch(/its vocabulary lacks "Ωmega" of the caption/);
  });
});

describe("a tokenizer that says little", () => {
  test("may leave parts out", async () => {
    const model = { type: "WordLevel", unk_token: "[UNK]", vocab: { "[UNK]": 0, cat: 1 } };
    const { tokenize, ending } = await readTokenizer(write("bare.json", JSON.stringify({ model })));
    expect([tokenize("cat"), ending]).toEqual([[1], []]);
    expect(await fault(() => tokenize("dog"))).toMatch(/its vocabulary lacks "dog"/);
  });

  test("takes padding from the configuration beside it, which must be JSON", async () => {
    mkdirSync(at("bare"));
    const json = write("bare/tokenizer.json", tokenizerJson());
    write("bare/tokenizer_config.json", '{"model_max_length": 9, "pad_token": "[SEP]"}');
    expect((await readTokenizer(json)).padding).toEqual({ id: 3, side: "right", fixed: null, longest: 9 });
    const config = write("bare/tokenizer_config.json", "{");
    expect(await fault(() => readTokenizer(json))).toBe(`malformed: ${config} is no JSON`);
  });
});

describe("a WordLevel tokenizer", () => {
  test("gives numbers of words it knows, and names those that it has none for", async () => {
    const model = { type: "WordLevel", continuing_subword_prefix: undefined };
    const { tokenize } = await readTokenizer(write("words.json", tokenizerJson(model)));
    expect(tokenize("a frog")).toEqual([2, 4, 9, 3]);
    expect(await fault(() => tokenize("a toad"))).toBe(
      `bad-value: ${at("words.json")}: its vocabulary lacks "toad" of the caption "a toad"; ${REMEDY}`,
    );
  });
});

describe("readTokenizer", () => {
  test.each([
    ["no JSON", "not json", "is no JSON"],
    ["a JSON text", '"words"', "holds no JSON object; expected a tokenizer.json"],
    ["null", "null", "holds no JSON object; expected a tokenizer.json"],
  ])("calls %s malformed", async (_, content, what) => {
    const file = write("bad.json", content);
    expect(await fault(() => readTokenizer(file))).toBe(`malformed: ${file} ${what}`);
  });

  test.each([
    ["a kind that nobody knows", { type: "Morse" }, 'its model is of type "Morse"'],
    ["no kind", { type: undefined }, "its model names no type"],
    ["no model", null, "its model names no type"],
  ])("takes %s for none that it knows", async (_, model, found) => {
    const file = write("kind.json", model === null ? "{}" : tokenizerJson(model));
    expect(await fault(() => readTokenizer(file))).toBe(
      `unsupported: ${file}: ${found}; expected BPE, WordPiece, WordLevel, Unigram`,
    );
  });

  test("takes merges without a kind for BPE, as files of the first years are", async () => {
    const vocab = { a: 0, b: 1, ab: 2 };
    const old = write("old.json", JSON.stringify({ model: { vocab, merges: ["a b"] } }));
    expect((await readTokenizer(old)).tokenize("ab")).toEqual([2]);
  });

  test("says why the library makes nothing of a kind that it knows", async () => {
    const parts = JSON.parse(tokenizerJson());
    const file = write("odd.json", JSON.stringify({ ...parts, normalizer: { type: "Shout" } }));
    expect(await fault(() => readTokenizer(file))).toMatch(/^unsupported: .*: no tokenizer can be made of it: .*Shout/);
  });

  test("refuses more than 64 MiB before it reads them", async () => {
    const file = write("huge.json", new Uint8Array(2 ** 26 + 1));
    expect(await fault(() => readTokenizer(file))).toBe(
      `malformed: ${file}: 67108865 bytes; expected a tokenizer of at most 64 MiB`,
    );
  });

  test("says that a file is not there", async () => {
    expect(await fault(() => readTokenizer(at("none.json")))).toBe(`not-found: ${at("none.json")} does not exist`);
  });
});
