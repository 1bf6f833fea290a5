import { dirname, join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";
import { statPath } from "./stat-path.js";
import { type TextPadding, textPadding } from "./text-padding.js";

/** Above the 33 MB of the largest vocabulary that text towers come with. */
const MAX_BYTES = 2 ** 26;

/** What makes numbers of texts. */
export interface TextTokenizer {
  /**
   * A text as the numbers of its tokens, the special ones at its ends included.
   *
   * @throws TrisimError "bad-value", naming the word, for a text with a word that the vocabulary lacks: its embedding
   * would not be of that word.
   */
  tokenize(text: string): readonly number[];
  /** The special tokens at the end of every text, as the one that says where it ends. */
  readonly ending: readonly number[];
  readonly padding: TextPadding;
}

/**
 * Reads a `tokenizer.json` as Hugging Face's tokenizers write it, and the `tokenizer_config.json` beside it where there
 * is one.
 *
 * @throws TrisimError "malformed" for what is no JSON, "unsupported" for a tokenizer of a kind that the library lacks.
 */
export async function readTokenizer(file: string): Promise<TextTokenizer> {
  const json = await readJson(file, "tokenizer.json");
  const beside = join(dirname(file), "tokenizer_config.json");
  const config = (await statPath(beside)) === null ? {} : await readJson(beside, "tokenizer_config.json");
  const tokenizer = made(file, json, config);
  return {
    tokenize: (text) => {
      const unknown = unknownWord(tokenizer, text);
      if (unknown === null) return idsOf(tokenizer, text);
      const remedy = "give the tokenizer of this text tower (--tokenizer), or other --classes or --templates";
      const found = `its vocabulary lacks "${unknown}" of the caption "${text}"`;
      throw new TrisimError("bad-value", `${file}: ${found}; ${remedy}`);
    },
    ending: endingOf(tokenizer),
    padding: textPadding(json, config, (token) => tokenizer.token_to_id(token)),
  };
}

/** The first word with a token that stands for anything unknown, or with none at all; `null` where all are known. */
function unknownWord(tokenizer: Tokenizer, text: string): string | null {
  const unknown = tokenizer.model?.unk_token_id;
  // Special tokens are no words: CLIP's vocabularies call the token that ends a text the unknown one, too.
  const isKnown = (part: string) =>
    idsOf(tokenizer, part, false).every((id) => id !== null && id !== undefined && id !== unknown);
  if (isKnown(text)) return null;
  const word = text.split(/\s+/).find((part) => !isKnown(part)) ?? "";
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || text;
}

/** The numbers of a text's tokens; the library gives `null` or `undefined` for words without one. */
function idsOf(tokenizer: Tokenizer, text: string, withSpecial = true): readonly number[] {
  return tokenizer.encode(text, { add_special_tokens: withSpecial }).ids;
}

/** What stands behind the tokens of a text's own. */
function endingOf(tokenizer: Tokenizer): readonly number[] {
  const own = idsOf(tokenizer, "a", false);
  const ids = idsOf(tokenizer, "a");
  const start = ids.findIndex((_, at) => own.every((id, i) => id === ids[at + i]));
  return own.length === 0 ? [] : ids.slice(start + own.length);
}

/** Parts that a file may leave out are none. */
const PARTS = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] };

/** Kinds of models that the library has; what it does not know it takes for one of them. */
const KINDS = ["BPE", "WordPiece", "WordLevel", "Unigram"];

/** Files of the first years name no kind: merges make one BPE. */
function checkKind(file: string, { model }: { readonly model?: unknown }): void {
  const { type, merges } = (model ?? {}) as { readonly type?: unknown; readonly merges?: unknown };
  if (KINDS.some((kind) => kind === type) || (type === undefined && Array.isArray(merges))) return;
  const found = type === undefined ? "its model names no type" : `its model is of type ${JSON.stringify(type)}`;
  throw new TrisimError("unsupported", `${file}: ${found}; expected ${KINDS.join(", ")}`);
}

function made(file: string, json: object, config: object): Tokenizer {
  checkKind(file, json);
  try {
    return new Tokenizer({ ...PARTS, ...json }, config);
  } catch (cause) {
    throw new TrisimError("unsupported", `${file}: no tokenizer can be made of it: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function readJson(file: string, what: string): Promise<object> {
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
  throw new TrisimError("malformed", `${file} holds no JSON object; expected a ${what}`);
}
