import { z } from "zod";

/** How a tokenizer says that short texts are filled up, and how long a text may be. */
export interface TextPadding {
  /** The number of the token that fills; `null` where nothing names it. */
  readonly id: number | null;
  readonly side: "left" | "right";
  /** Tokens that every text is filled up to; `null` where the longest text decides. */
  readonly fixed: number | null;
  /** Tokens that a text may have at most, those at its ends included; `null` where nothing says it. */
  readonly longest: number | null;
}

/** Far above any text tower's: what means "no limit" in a configuration is larger. */
const LONGEST = 100_000;

const length = z.number().int().positive().max(LONGEST).nullish().catch(null);
const token = z.union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)]);

const tokenizerSchema = z.object({
  padding: z
    .object({
      strategy: z.union([z.string(), z.object({ Fixed: length })]).catch(""),
      direction: z.string().catch("Right"),
      pad_id: z.number().int().nonnegative().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  truncation: z.object({ max_length: length }).nullish().catch(null),
});

const configSchema = z.object({
  model_max_length: length,
  pad_token: token.nullish().catch(null),
  padding_side: z.string().nullish().catch(null),
});

/** What the padding is called where nothing names it. */
const USUAL = ["<pad>", "[PAD]", "<|pad|>"];

/**
 * What `tokenizer.json` and the `tokenizer_config.json` beside it say of padding, the former first.
 *
 * @param config - an empty object where there is none.
 * @param idOf - the number of a token; `undefined` for one that the vocabulary lacks.
 * @example
 * const config = { pad_token: "</s>", model_max_length: 64 };
 * textPadding({}, config, () => 1); // => { id: 1, side: "right", fixed: null, longest: 64 }
 */
export function textPadding(
  tokenizer: object,
  config: object,
  idOf: (token: string) => number | undefined,
): TextPadding {
  const { padding, truncation } = tokenizerSchema.parse(tokenizer);
  const { model_max_length, pad_token, padding_side } = configSchema.parse(config);
  const strategy = padding?.strategy;
  const named = [...(pad_token == null ? [] : [pad_token]), ...USUAL].map(idOf);
  return {
    id: padding?.pad_id ?? named.find((id) => id !== undefined) ?? null,
    side: /^left$/i.test(padding?.direction ?? padding_side ?? "") ? "left" : "right",
    fixed: (typeof strategy === "object" ? strategy.Fixed : null) ?? null,
    longest: shorter(model_max_length ?? null, truncation?.max_length ?? null),
  };
}

function shorter(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
