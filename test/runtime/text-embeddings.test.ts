import { afterAll, describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import type { Engine } from "../../src/runtime/engine.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { textEmbeddings } from "../../src/runtime/text-embeddings.js";
import { longestOf } from "../../src/runtime/text-feeds.js";
import { fault } from "../data/support/fault.js";
import { closeAll } from "../support/close.js";
import { type TextTowerSpec, textTowerBytes, tokenRow } from "../support/towers.js";
import { watching } from "../support/watching.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const TOKENS = [[2, 4, 7, 3], [2, 8, 3], [5]];

/** What the tower must give: the mean of the rows of its own tokens. */
function meanRow(numbers: readonly number[]): readonly number[] {
  const rows = numbers.map((v) => tokenRow(v));
  return [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + (row[j] ?? Number.NaN), 0) / rows.length);
}

const EXPECTED = TOKENS.map(meanRow);

const captionsOf = (tokens: readonly unknown[]) => tokens.map((_, i) => `caption ${i}`);

/** All filled up with the largest of the tokens to one length, unless that is `null`. */
function embed(
  spec: TextTowerSpec,
  tokens: readonly (readonly number[])[] = TOKENS,
  on: Engine = engine,
  length: number | null = typeof spec.length === "number" ? spec.length : longestOf(tokens),
) {
  const plan = { captions: captionsOf(tokens), tokens, length, pad: 0, side: "right", notes: [] } as const;
  return textEmbeddings(on, "t.onnx", readModel(textTowerBytes(spec), "t.onnx"), plan);
}

describe("textEmbeddings", () => {
  test.each<[string, TextTowerSpec]>([
    ["whose shape is open", {}],
    ["of fixed length", { length: 9 }],
    ["of a fixed batch that the texts do not fill", { batch: 2, length: 6 }],
    ["of a fixed batch larger than the texts", { batch: 8 }],
    ["that takes int32", { type: "int32" }],
    ["that takes token types", { extra: ["token_type_ids", "int64", ["n", 1]] }],
  ])("gives one row a text, in order, of a tower %s; padding does not count", async (_, spec) => {
    const { extra } = spec;
    const tokens = extra === undefined ? TOKENS : [[5]];
    const matrix = await embed(spec, tokens);
    expect(matrix).toMatchObject({ rows: tokens.length, columns: 4 });
    closeAll(matrix.data, (extra === undefined ? EXPECTED : EXPECTED.slice(2)).flat(), 1e-6);
  });

  test("gives float32 of a tower that gives float16", async () => {
    const matrix = await embed({ isHalf: true });
    closeAll(matrix.data, EXPECTED.flat(), 1e-3);
    expect(matrix.data).toBeInstanceOf(Float32Array);
  });

  test("runs 64 texts at a time, padded to the longest of all", async () => {
    const many = Array.from({ length: 130 }, (_, i) => (i === 129 ? [4, 5, 6] : [1 + (i % 11)]));
    const seen: (readonly number[])[] = [];
    const seeing = watching(engine, ({ input_ids }) => seen.push(input_ids?.dims ?? []));
    const matrix = await embed({}, many, seeing);
    expect(seen).toEqual([
      [64, 3],
      [64, 3],
      [2, 3],
    ]);
    const single = many.slice(0, 129).flatMap(([v = 0]) => tokenRow(v));
    closeAll(matrix.data.subarray(0, 129 * 4), single, 1e-6);
  });

  test("runs texts of each length by themselves where nothing fills them up, and keeps their order", async () => {
    const seen: (readonly number[])[] = [];
    const seeing = watching(engine, ({ input_ids }) => seen.push(input_ids?.dims ?? []));
    const tokens = [[2, 4, 7, 3], [2, 8, 3], [5], [2, 9, 3]];
    const matrix = await embed({ mask: false }, tokens, seeing, null);
    expect(seen).toEqual([
      [1, 4],
      [2, 3],
      [1, 1],
    ]);
    closeAll(matrix.data, tokens.flatMap(meanRow), 1e-6);
  });

  test("fills texts up as it is told where a tower has no mask: the padding counts", async () => {
    const matrix = await embed({ mask: false }, [[2, 4, 7], [5]], engine, 4);
    closeAll(
      matrix.data,
      [
        [2, 4, 7, 0],
        [5, 0, 0, 0],
      ].flatMap(meanRow),
      1e-5,
    );
  });

  test("refuses towers that it cannot feed", async () => {
    expect(await fault(() => embed({ extra: ["position_ids", "int64", ["n", 1]] }))).toMatch(
      /^unsupported: .*it has an input position_ids; expected input_ids, attention_mask and token_type_ids$/,
    );
  });

  test("refuses a graph without an embedding of texts", async () => {
    const two = readModel(textTowerBytes(), "t.onnx");
    const silent = { ...two, outputs: [] };
    const plan = { captions: ["a"], tokens: [[1]], length: 1, pad: 0, side: "right", notes: [] } as const;
    expect(await fault(() => textEmbeddings(engine, "t.onnx", silent, plan))).toBe(
      "unsupported: t.onnx is no text tower that can be fed: it has no output that holds the embedding of texts",
    );
  });
});
