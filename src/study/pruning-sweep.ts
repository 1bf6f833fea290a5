import { globalPruner } from "../onnx/global-pruner.js";
import { readModel } from "../onnx/read-model.js";
import { evaluate, tappedBytes } from "../runtime/evaluate.js";
import { type Response, responseOf, responseTensors } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import { prunedModel } from "../sides/sparsity/pruned-model.js";
import { prunedPair } from "../sides/sparsity/pruned-pair.js";
import type { Level, LevelOfModel } from "../sides/sparsity/sparsity-side.js";
import type { Reading } from "./acting.js";
import { type Both, type Pair, pick } from "./pair.js";

/** A network pruned at one level, and what it gave on each data set. */
interface Pruned {
  readonly realSparsity: number;
  readonly realSparsityAll: number;
  readonly responses: readonly Response[];
}

/**
 * Prunes both networks level by level and compares each with its dense self and with the other.
 *
 * @param dense - what each gave while dense, data set by data set.
 * @param readings - how their answers are read, data set by data set.
 * @param levels - ascending, the first being 0, which is the dense network itself.
 * @param onLevel - told the level that is being worked on.
 * @returns a list of levels for each data set.
 */
export async function pruningSweep(
  pair: Pair,
  dense: Both<readonly Response[]>,
  readings: readonly Both<Reading>[],
  levels: readonly number[],
  onLevel: (level: number) => void,
): Promise<readonly (readonly Level[])[]> {
  const pruneA = pruning(pair, pair.a, dense.a);
  const pruneB = pruning(pair, pair.b, dense.b);
  const sweeps: Level[][] = pair.datasets.map(() => []);
  for (const level of levels) {
    onLevel(level);
    const a = await pruneA(level);
    const b = await pruneB(level);
    for (const [d, reading] of readings.entries()) {
      const [before, after] = [pick(dense, d), pick({ a: a.responses, b: b.responses }, d)];
      sweeps[d]?.push({
        level,
        a: levelOf(a, before.a, after.a, reading.a),
        b: levelOf(b, before.b, after.b, reading.b),
        pair: await pair.compute.run(
          prunedPair,
          "sides/sparsity/pruned-pair",
          penultimates(before),
          penultimates(after),
        ),
      });
    }
  }
  return sweeps;
}

/** Ranks a network's weights once; what comes back prunes it at any level and runs it over every data set. */
function pruning(pair: Pair, tapped: TappedModel, dense: readonly Response[]): (level: number) => Promise<Pruned> {
  const tensors = responseTensors(tapped);
  const pruner = globalPruner(readModel(tappedBytes(tapped, tensors), tapped.model.file));
  return async (level) => {
    const { bytes, realSparsity, realSparsityAll } = pruner.at(level);
    if (level === 0) return { realSparsity, realSparsityAll, responses: dense };
    const all = await evaluate(pair.engine, tapped, bytes, tensors, pair.datasets, pair.run);
    return { realSparsity, realSparsityAll, responses: all.map((outputs) => responseOf(tapped, outputs)) };
  };
}

function levelOf(pruned: Pruned, before: Response, after: Response, { logits, labels }: Reading): LevelOfModel {
  const { realSparsity, realSparsityAll } = pruned;
  return { realSparsity, realSparsityAll, ...prunedModel(logits(before), logits(after), labels) };
}

function penultimates({ a, b }: Both<Response>): Both<Response["penultimate"]> {
  return { a: a.penultimate, b: b.penultimate };
}
