import { Tokenizer } from "@huggingface/tokenizers";
import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";

/** Above the 33 MB of the largest vocabulary that text towers come with. */
const MAX_BYTES = 2 ** 26;

/** A text as the numbers of its tokens, the special ones at its ends included. */
export type Tokenize = (text: string) => readonly number[];

/**
 * Reads a `tokenizer.json` as Hugging Face's tokenizers write it.
 *
 * @returns a function that throws TrisimError "bad-value", naming the word, for a text with a word that the vocabulary
 * lacks: its embedding would not be of that word.
 * @throws TrisimError "malformed" for what is no JSON, "unsupported" for a tokenizer of a kind that the library lacks.
 */
export async function readTokenizer(file: string): Promise<Tokenize> {
  const tokenizer = made(file, await readJson(file));
  const unknown = tokenizer.model?.unk_token_id;
  const isKnown = (id: number | null | undefined) => id !== null && id !== undefined && id !== unknown;
  return (text) => {
    const { ids } = tokenizer.encode(text);
    if (ids.every(isKnown)) return ids;
    const unknowns = text.split(/\s+/).filter((part) => !tokenizer.encode(part).ids.every(isKnown));
    const word = unknowns[0]?.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || text;
    const remedy = "give the tokenizer of this text tower (--tokenizer), or other --classes or --templates";
    throw new TrisimError("bad-value", `${file}: its vocabulary lacks "${word}" of the caption "${text}"; ${remedy}`);
  };
}

function made(file: string, json: object): Tokenizer {
  try {
    return new Tokenizer(json, {});
  } catch (cause) {
    throw new TrisimError("unsupported", `${file}: no tokenizer can be made of it: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function readJson(file: string): Promise<object> {
  const text = await withFile(file, async (source) => {
    if (source.byteLength <= MAX_BYTES) return new TextDecoder().decode(await source.slice(0, source.byteLength));
    throw new TrisimError("malformed", `${file}: ${source.byteLength} bytes; expected a tokenizer of at most 64 MiB`);
  });
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json;
  } catch (cause) {
    throw new TrisimError("malformed", `${file} is no JSON`, { cause });
  }
  throw new TrisimError("malformed", `${file} holds no JSON object; expected a tokenizer.json`);
}
