import { TrisimError } from "../errors.js";
import type { OnnxValue } from "../onnx/model.js";
import type { Feeds, FeedValue } from "./engine.js";

/** Texts a run, where the graph leaves it open. */
export const MOST_TEXTS_A_RUN = 64;

/** How many texts and tokens every run must have; `null` where the graph leaves it open. */
export interface TextShape {
  readonly batch: number | null;
  readonly length: number | null;
}

/**
 * What the inputs of a text tower ask of texts.
 *
 * @throws TrisimError "unsupported" for inputs of another kind than ids, a mask and token types.
 */
export function textShape(name: string, inputs: readonly OnnxValue[]): TextShape {
  const ids = inputs.find((input) => roleOf(name, input) === "ids");
  if (ids?.dims?.length !== 2) throw refused(name, "it has no input_ids of texts × tokens");
  if (!inputs.some((input) => roleOf(name, input) === "mask"))
    throw refused(name, "it takes no attention_mask, so that padding would count as text; give --text-embeds");
  const [batch, length] = ids.dims.map((dim) => (typeof dim === "number" ? dim : null));
  return { batch: batch ?? null, length: length ?? null };
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

/** Texts as the inputs of a text tower take them: padded at the end, with rows that only fill the batch. */
export function textFeeds(
  name: string,
  inputs: readonly OnnxValue[],
  texts: readonly (readonly number[])[],
  batch: number,
  length: number,
): Feeds {
  const value: Record<Role, (row: number, at: number) => number> = {
    ids: (row, at) => texts[row]?.[at] ?? 0,
    // A row that only fills the batch keeps one token: a softmax over nothing is no number.
    mask: (row, at) => (at < Math.max(1, texts[row]?.length ?? 0) ? 1 : 0),
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
