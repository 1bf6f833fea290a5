import { describe, expect, test } from "vitest";
import type { TextPadding } from "../../src/data/text-padding.js";
import type { OnnxValue } from "../../src/onnx/model.js";
import { textPlan } from "../../src/runtime/text-plan.js";

const input = (name: string, length: number | string = "t"): OnnxValue => ({
  name,
  elemType: "int64",
  dims: ["n", length],
});
const masked = (length?: number) => [input("input_ids", length), input("attention_mask", length)];
const bare = (length?: number) => [input("input_ids", length)];

/** Begins texts with 1, ends them with 2 and gives every word its length. */
const tokenizer = (padding: Partial<TextPadding> = {}) => ({
  tokenize: (text: string) => [1, ...text.split(" ").map((word) => 10 + word.length), 2],
  ending: [2],
  padding: { id: null, side: "right", fixed: null, longest: null, ...padding } as const,
});

const CAPTIONS = ["a cat", "a small dog"];
const TOKENS = [
  [1, 11, 13, 2],
  [1, 11, 15, 13, 2],
];

const plan = (inputs: readonly OnnxValue[], padding?: Partial<TextPadding>, captions = CAPTIONS) =>
  textPlan("t", inputs, captions, tokenizer(padding));

describe("textPlan", () => {
  test("fills up to the longest text where a mask tells padding from text", () => {
    const usual = { captions: CAPTIONS, tokens: TOKENS, length: 5, pad: 0, side: "right", notes: [] };
    expect(plan(masked())).toEqual(usual);
    expect(plan(masked(), { longest: 9, id: 4 })).toEqual({ ...usual, pad: 4 });
  });

  test("fills up to the length that the graph fixes, then to that of the tokenizer", () => {
    expect(plan(masked(8), { fixed: 6, longest: 7 }).length).toBe(8);
    expect(plan(masked(), { fixed: 6, longest: 7 }).length).toBe(6);
    expect(plan(masked(), { fixed: 4 }).length).toBe(5);
    expect(plan(bare(8), { fixed: 6, longest: 7, id: 3 }).length).toBe(8);
    expect(plan(bare(), { fixed: 6, longest: 7, id: 3 }).length).toBe(6);
  });

  test("fills up to the longest text that a tower without a mask may have, as SigLIP was trained", () => {
    expect(plan(bare(), { longest: 7, id: 3 })).toMatchObject({ length: 7, pad: 3, notes: [] });
  });

  test("does not fill up where a tower has no mask and nothing says a length, and says so", () => {
    expect(plan(bare(), { id: 3 })).toMatchObject({
      length: null,
      notes: [
        "t takes no attention_mask and no tokenizer_config.json says how long its texts are to be (model_max_length): each is run as long as it is",
      ],
    });
  });

  test("says what fills where a tower without a mask sees it and nothing names it", () => {
    const note =
      "t takes no attention_mask and no tokenizer_config.json says what short texts are filled up with (pad_token): token 0 is taken";
    expect(plan(bare(8)).notes).toEqual([note]);
    expect(plan(bare(5), {}, ["a small dog"]).notes).toEqual([]);
    expect(plan(masked(8)).notes).toEqual([]);
  });

  test("cuts what is too long, keeps the token that ends a text, and says so", () => {
    const cut = { tokens: [TOKENS[0], [1, 11, 15, 2]], length: 4 };
    const note = 't takes 4 tokens: the end of the caption "a small dog" is cut off';
    expect(plan(masked(4))).toMatchObject({ ...cut, notes: [note] });
    expect(plan(masked(), { longest: 4 })).toMatchObject({ ...cut, notes: [note] });
    expect(plan(bare(), { longest: 4, id: 0 })).toMatchObject({ ...cut, notes: [note] });
    expect(plan(masked(3)).notes).toEqual([
      't takes 3 tokens: the end of the caption "a cat" and of 1 more is cut off',
    ]);
    expect(plan(masked(1)).tokens).toEqual([[2], [2]]);
  });
});
