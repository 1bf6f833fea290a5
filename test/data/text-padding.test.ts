import { describe, expect, test } from "vitest";
import { textPadding } from "../../src/data/text-padding.js";

const ids: Readonly<Record<string, number>> = { "</s>": 1, "<pad>": 7, "<|endoftext|>": 49407 };
const of = (tokenizer: object, config: object = {}) => textPadding(tokenizer, config, (token) => ids[token]);

describe("textPadding", () => {
  test("is what SigLIP's and CLIP's configurations say", () => {
    const siglip = { model_max_length: 64, pad_token: "</s>", tokenizer_class: "SiglipTokenizer" };
    expect(of({ padding: null, truncation: null }, siglip)).toEqual({ id: 1, side: "right", fixed: null, longest: 64 });
    const clip = { model_max_length: 77, pad_token: { content: "<|endoftext|>", special: true } };
    expect(of({}, clip)).toEqual({ id: 49407, side: "right", fixed: null, longest: 77 });
  });

  test("is what the tokenizer itself says, before the configuration", () => {
    const padding = { strategy: { Fixed: 16 }, direction: "Left", pad_id: 3, pad_token: "x" };
    const config = { pad_token: "</s>", model_max_length: 40, padding_side: "right" };
    expect(of({ padding, truncation: { max_length: 20 } }, config)).toEqual({
      id: 3,
      side: "left",
      fixed: 16,
      longest: 20,
    });
    expect(of({ padding: { strategy: "BatchLongest", direction: "Right", pad_id: 0 } }, config)).toEqual({
      id: 0,
      side: "right",
      fixed: null,
      longest: 40,
    });
  });

  test("takes a token called like padding where nothing names one, and else knows none", () => {
    expect(of({})).toEqual({ id: 7, side: "right", fixed: null, longest: null });
    expect(textPadding({}, { pad_token: "<none>" }, () => undefined).id).toBeNull();
  });

  test("takes what cannot be a length or a token for nothing", () => {
    const none = { id: 7, side: "right", fixed: null, longest: null };
    expect(of({ padding: "yes", truncation: 5 }, { model_max_length: 1e30, pad_token: 5, padding_side: 3 })).toEqual(
      none,
    );
    expect(of({ truncation: { max_length: 0 } }, { model_max_length: 2.5 })).toEqual(none);
  });
});
