import { TrisimError } from "../errors.js";
import type { OnnxValue } from "../onnx/model.js";
import type { Feeds, FeedValue } from "./engine.js";

/** Texts a run, where the graph leaves it open. */
export const MOST_TEXTS_A_RUN = 64;

/** How many texts and tokens every run must have, `null` where the graph leaves it open; whether it tells padding from text. */
export interface TextShape {
  readonly batch: number | null;
  readonly length: number | null;
  readonly isMasked: boolean;
}

/**
 * What the inputs of a text tower ask of texts.
 *
 * @throws TrisimError "unsupported" for a tower without token numbers.
 */
export function textShape(name: string, inputs: readonly OnnxValue[]): TextShape {
  const ids = inputs.find((input) => roleOf(name, input) === "ids");
  if (ids?.dims?.length !== 2) throw refused(name, "it has no input_ids of texts × tokens");
  const isMasked = inputs.some((input) => roleOf(name, input) === "mask");
  const [batch, length] = ids.dims.map((dim) => (typeof dim === "number" ? dim : null));
  return { batch: batch ?? null, length: length ?? null, isMasked };
}

/** The tokens of the longest text. */
export function longestOf(tokens: readonly (readonly number[])[]): number {
  return tokens.reduce((most, numbers) => Math.max(most, numbers.length), 0);
}

type Role = "ids" | "mask" | "types";

function roleOf(name: string, input: OnnxValue): Role {
  if (/input_ids$/.test(input.name)) return "ids";
  if (/attention_mask$/.test(input.name)) return "mask";
  if (/token_type_ids$/.test(input.name)) return "types";
  throw refused(name, `it has an input ${input.name}; expected input_ids, attention_mask and token_type_ids`);
}

/** The shape of one run, and what fills it up. */
export interface TextRun {
  readonly batch: number;
  /** No text is longer. */
  readonly length: number;
  readonly pad: number;
  readonly side: "left" | "right";
}

/** Texts as the inputs of a text tower take them, filled up, with rows that only fill the batch. */
export function textFeeds(
  name: string,
  inputs: readonly OnnxValue[],
  texts: readonly (readonly number[])[],
  { batch, length, pad, side }: TextRun,
): Feeds {
  // A row that only fills the batch keeps one token: a softmax over nothing is no number.
  const rows = Array.from({ length: batch }, (_, row) => texts[row] ?? [pad]);
  const start = (row: number) => (side === "left" ? length - (rows[row]?.length ?? 0) : 0);
  const value: Record<Role, (row: number, at: number) => number> = {
    ids: (row, at) => rows[row]?.[at - start(row)] ?? pad,
    mask: (row, at) => (rows[row]?.[at - start(row)] === undefined ? 0 : 1),
    types: () => 0,
  };
  const feeds = inputs.map((input): [string, FeedValue] => {
    const of = value[roleOf(name, input)];
    const numbers = Array.from({ length: batch * length }, (_, i) => of(Math.floor(i / length), i % length));
    return [input.name, { dims: [batch, length], data: integers(name, input, numbers) }];
  });
  return Object.fromEntries(feeds);
}

function integers(name: string, { name: input, elemType }: OnnxValue, numbers: readonly number[]) {
  if (elemType === "int64") return BigInt64Array.from(numbers, BigInt);
  if (elemType === "int32") return Int32Array.from(numbers);
  throw refused(name, `its input ${input} is ${elemType}; expected int64 or int32`);
}

/** The error for a model that is no text tower. */
export function refused(name: string, why: string): TrisimError {
  return new TrisimError("unsupported", `${name} is no text tower that can be fed: ${why}`);
}
