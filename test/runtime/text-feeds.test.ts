import { describe, expect, test } from "vitest";
import type { OnnxValue } from "../../src/onnx/model.js";
import { longestOf, textFeeds, textShape } from "../../src/runtime/text-feeds.js";

const input = (name: string, dims: OnnxValue["dims"] = ["n", "t"], elemType: OnnxValue["elemType"] = "int64") => ({
  name,
  elemType,
  dims,
});
const [ids, mask, types] = ["input_ids", "attention_mask", "token_type_ids"].map((name) => input(name));
const all = [ids, mask, types].flatMap((each) => each ?? []);

const run = (batch: number, length: number) => ({ batch, length, pad: 0, side: "right" }) as const;

describe("textShape", () => {
  test("says what the graph fixes, and null where it leaves it open", () => {
    expect(textShape("net", all)).toEqual({ batch: null, length: null, isMasked: true });
    expect(textShape("net", [input("text_input_ids", [10, 8]), input("text_attention_mask", [10, 8])])).toEqual({
      batch: 10,
      length: 8,
      isMasked: true,
    });
    expect(textShape("net", [input("attention_mask"), input("input_ids", ["n", 77])])).toEqual({
      batch: null,
      length: 77,
      isMasked: true,
    });
    expect(textShape("net", [input("input_ids", ["n", 64])])).toEqual({ batch: null, length: 64, isMasked: false });
  });

  test.each([
    ["no ids", [input("attention_mask")], "it has no input_ids of texts × tokens"],
    ["ids of one text", [input("input_ids", ["t"]), input("attention_mask")], "it has no input_ids of texts × tokens"],
    ["ids of unknown rank", [input("input_ids", null)], "it has no input_ids of texts × tokens"],
    [
      "an input of another kind",
      [input("input_ids"), input("attention_mask"), input("position_ids")],
      "it has an input position_ids; expected input_ids, attention_mask and token_type_ids",
    ],
  ])("refuses a graph with %s", (_, inputs, why) => {
    // The input of another kind is seen when it is fed.
    const feed = () => {
      textShape("net", inputs);
      textFeeds("net", inputs, [[1]], run(1, 1));
    };
    expect(feed).toThrow(`net is no text tower that can be fed: ${why}`);
    expect(feed).toThrow(expect.objectContaining({ code: "unsupported" }));
  });
});

describe("textFeeds", () => {
  test("pads at the end, and the mask says where", () => {
    const feeds = textFeeds("net", all, [[7, 8, 9], [5]], run(2, 4));
    expect(feeds).toEqual({
      input_ids: { dims: [2, 4], data: BigInt64Array.of(7n, 8n, 9n, 0n, 5n, 0n, 0n, 0n) },
      attention_mask: { dims: [2, 4], data: BigInt64Array.of(1n, 1n, 1n, 0n, 1n, 0n, 0n, 0n) },
      token_type_ids: { dims: [2, 4], data: new BigInt64Array(8) },
    });
  });

  test("fills up with the token, and on the side, that it is told", () => {
    const right = textFeeds("net", all, [[7, 8], [5]], { ...run(2, 3), pad: 6 });
    expect(right.input_ids?.data).toEqual(BigInt64Array.of(7n, 8n, 6n, 5n, 6n, 6n));
    const left = textFeeds("net", all, [[7, 8], [5]], { ...run(2, 3), pad: 6, side: "left" });
    expect(left.input_ids?.data).toEqual(BigInt64Array.of(6n, 7n, 8n, 6n, 6n, 5n));
    expect(left.attention_mask?.data).toEqual(BigInt64Array.of(0n, 1n, 1n, 0n, 0n, 1n));
  });

  test("gives a row that only fills the batch one token", () => {
    const { input_ids, attention_mask } = textFeeds("net", all, [[7, 8]], run(3, 2));
    expect(input_ids?.data).toEqual(BigInt64Array.of(7n, 8n, 0n, 0n, 0n, 0n));
    expect(attention_mask?.data).toEqual(BigInt64Array.of(1n, 1n, 1n, 0n, 1n, 0n));
  });

  test("gives int32 where the graph asks for it, and refuses any other type", () => {
    const of = (type: OnnxValue["elemType"]) =>
      textFeeds("net", [input("input_ids", ["n", "t"], type)], [[3]], run(1, 2));
    expect(of("int32").input_ids?.data).toEqual(Int32Array.of(3, 0));
    expect(() => of("float32")).toThrow(
      "net is no text tower that can be fed: its input input_ids is float32; expected int64 or int32",
    );
  });
});

test("longestOf is the length of the longest text, of however many", () => {
  expect(longestOf([[1], [1, 2, 3], []])).toBe(3);
  expect(longestOf([])).toBe(0);
  expect(longestOf(Array.from({ length: 200_000 }, () => [1]))).toBe(1);
});
