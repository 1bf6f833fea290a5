import type { Matrix } from "../kernels/matrix.js";
import type { OnnxModel } from "../onnx/model.js";
import { withOutputsAsFloats } from "../onnx/tap.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Engine } from "./engine.js";
import { RowCollector } from "./row-collector.js";
import { MOST_TEXTS_A_RUN, refused, textFeeds, textShape } from "./text-feeds.js";
import type { TextPlan } from "./text-plan.js";
import { withSession } from "./with-session.js";

/**
 * What a text tower makes of texts.
 *
 * @param name - of the tower, for errors.
 * @param plan - how they are fed.
 * @returns m × d, in the order of the captions.
 * @throws TrisimError "unsupported" for a tower with inputs of another kind.
 */
export async function textEmbeddings(engine: Engine, name: string, tower: OnnxModel, plan: TextPlan): Promise<Matrix> {
  const output = textEmbeddingOf(tower);
  if (output === null) throw refused(name, "it has no output that holds the embedding of texts");
  const { captions, tokens, pad, side } = plan;
  const { batch } = textShape(name, tower.inputs);
  const { graph, outputs } = withOutputsAsFloats(tower, [output.name]);
  return withSession(engine, name, graph, async (session) => {
    const groups = groupsOf(plan);
    const order = groups.flatMap(({ members }) => members);
    const inOrder = order.map((member) => captions[member] ?? "");
    const rows = new RowCollector(output.name, name, inOrder);
    for (const { length, members } of groups) {
      for (let from = 0; from < members.length; from += batch ?? MOST_TEXTS_A_RUN) {
        const some = members.slice(from, from + (batch ?? MOST_TEXTS_A_RUN));
        const texts = some.map((member) => tokens[member] ?? []);
        const run = { batch: batch ?? texts.length, length, pad, side };
        const values = await session.run(textFeeds(name, tower.inputs, texts, run), outputs);
        for (const value of Object.values(values)) rows.add(value, texts.length);
      }
    }
    return inPlace(rows.matrix(), order);
  });
}

/** Texts that are run at one length: all of them or, where nothing fills them up, those of each length. */
function groupsOf({ tokens, length }: TextPlan): readonly { length: number; members: readonly number[] }[] {
  if (length !== null) return [{ length, members: tokens.map((_, i) => i) }];
  const groups = new Map<number, number[]>();
  for (const [i, ids] of tokens.entries()) groups.set(ids.length, [...(groups.get(ids.length) ?? []), i]);
  return [...groups].map(([own, members]) => ({ length: own, members }));
}

/** Row k of the matrix goes to row `places[k]`. */
function inPlace({ rows, columns, data }: Matrix, places: readonly number[]): Matrix {
  const ordered = new Float32Array(data.length);
  for (const [k, place] of places.entries())
    ordered.set(data.subarray(k * columns, (k + 1) * columns), place * columns);
  return { rows, columns, data: ordered };
}
