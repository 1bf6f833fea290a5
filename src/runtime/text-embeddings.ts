import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import type { OnnxModel } from "../onnx/model.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Engine } from "./engine.js";
import { RowCollector } from "./row-collector.js";
import { longestOf, MOST_TEXTS_A_RUN, refused, textFeeds, textShape } from "./text-feeds.js";
import { withSession } from "./with-session.js";

/**
 * What a text tower makes of texts. Shorter texts are padded, and the attention mask says where.
 *
 * @param name - of the tower, for errors.
 * @param captions - m texts, for errors.
 * @param tokens - the numbers of their tokens.
 * @returns m × d.
 * @throws TrisimError "unsupported" for a tower with inputs of another kind; "bad-value" for a text that is too long.
 */
export async function textEmbeddings(
  engine: Engine,
  name: string,
  tower: OnnxModel,
  captions: readonly string[],
  tokens: readonly (readonly number[])[],
): Promise<Matrix> {
  const output = textEmbeddingOf(tower);
  if (output === null) throw refused(name, "it has no output that holds the embedding of texts");
  const shape = textShape(name, tower.inputs);
  const length = shape.length ?? longestOf(tokens);
  const tooLong = captions.find((_, i) => (tokens[i]?.length ?? 0) > length);
  if (tooLong !== undefined)
    throw new TrisimError("bad-value", `${name}: takes ${length} tokens and the caption "${tooLong}" has more`);
  const batch = shape.batch ?? MOST_TEXTS_A_RUN;
  return withSession(engine, name, tower.bytes, async (session) => {
    const rows = new RowCollector(output.name, name, captions);
    for (let from = 0; from < tokens.length; from += batch) {
      const texts = tokens.slice(from, from + batch);
      const size = shape.batch ?? texts.length;
      const values = await session.run(textFeeds(name, tower.inputs, texts, size, length), [output.name]);
      const value = values[output.name];
      if (value !== undefined) rows.add(value, texts.length);
    }
    return rows.matrix();
  });
}
