import type { TextTokenizer } from "../data/tokenizer.js";
import type { OnnxValue } from "../onnx/model.js";
import { longestOf, textShape } from "./text-feeds.js";

/** Texts as a tower is to be fed with them. */
export interface TextPlan {
  /** m texts, for messages. */
  readonly captions: readonly string[];
  /** The numbers of their tokens, none longer than the tower takes. */
  readonly tokens: readonly (readonly number[])[];
  /** Tokens that every text is filled up to; `null` where each is run as long as it is. */
  readonly length: number | null;
  /** The token that fills, and where. */
  readonly pad: number;
  readonly side: "left" | "right";
  /** What had to be done or assumed, to be said. */
  readonly notes: readonly string[];
}

/**
 * How captions are cut and filled up for a text tower.
 *
 * A tower with an attention mask does not see what fills. One without does, unless it looks at no token behind the one
 * that ends the text, as CLIP's do; SigLIP's were trained on texts that were always filled up to the same length. So its
 * texts have the length that the graph or the tokenizer's files say and, where neither does, are not filled up at all.
 *
 * @param name - of the tower, for messages.
 * @param inputs - of the tower, all of texts.
 * @throws TrisimError "unsupported" for a tower that is not fed with token numbers; whatever `tokenize` throws.
 */
export function textPlan(
  name: string,
  inputs: readonly OnnxValue[],
  captions: readonly string[],
  { tokenize, ending, padding }: TextTokenizer,
): TextPlan {
  const { length: own, isMasked } = textShape(name, inputs);
  const most = own ?? padding.longest;
  const whole = captions.map(tokenize);
  const tokens = whole.map((ids) => (most === null ? ids : shortened(ids, most, ending)));
  const filled = isMasked || padding.fixed !== null ? Math.max(padding.fixed ?? 0, longestOf(tokens)) : padding.longest;
  const length = own ?? filled;
  const cut = captions.filter((_, i) => (whole[i]?.length ?? 0) > (tokens[i]?.length ?? 0));
  const isFilled = !isMasked && tokens.some((ids) => length !== null && ids.length < length);
  const notes = [
    ...(cut[0] === undefined ? [] : [cutNote(name, cut[0], cut.length, most)]),
    ...(isMasked || length !== null ? [] : [`${name} takes no attention_mask ${UNSAID}: each is run as long as it is`]),
    ...(isFilled && padding.id === null ? [`${name} takes no attention_mask ${UNNAMED}: token 0 is taken`] : []),
  ];
  return { captions, tokens, length, pad: padding.id ?? 0, side: padding.side, notes };
}

const UNSAID = "and no tokenizer_config.json says how long its texts are to be (model_max_length)";
const UNNAMED = "and no tokenizer_config.json says what short texts are filled up with (pad_token)";

/** The first tokens, then those that end every text. */
function shortened(ids: readonly number[], most: number, ending: readonly number[]): readonly number[] {
  if (ids.length <= most) return ids;
  const last = ending.slice(Math.max(0, ending.length - most));
  return [...ids.slice(0, most - last.length), ...last];
}

function cutNote(name: string, first: string, count: number, most: number | null): string {
  const others = count === 1 ? "" : ` and of ${count - 1} more`;
  return `${name} takes ${most} tokens: the end of the caption "${first}"${others} is cut off`;
}
