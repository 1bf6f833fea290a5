import { type CkaLeaveOneOut, ckaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import type { MeasureName } from "../measures/table.js";
import type { Level, LevelOfModel } from "../sides/sparsity/level.js";
import { prunedModel } from "../sides/sparsity/pruned-model.js";
import { plainScores } from "../sides/sparsity/self-scores.js";
import type { Reading } from "./acting.js";
import { besidesCka, type Measuring, type ModelLevel } from "./model-level.js";
import type { Both } from "./pair.js";

/** Two pruned penultimate layers beside each other. */
export interface PrunedCross {
  readonly cka: CkaLeaveOneOut;
  /** Measure → score, of the measures besides `cka`. */
  readonly scores: Level["cross"];
}

/** Compares the penultimate layers of two networks pruned alike. */
export async function prunedCross(
  { compute }: Pick<Measuring, "compute">,
  { a, b }: Both<ModelLevel>,
  measures: readonly MeasureName[],
): Promise<PrunedCross> {
  const last = [a.penultimate, b.penultimate] as const;
  return {
    cka: await compute.run(ckaLeaveOneOut, "measures/cka-leave-one-out", ...last),
    scores: await compute.run(plainScores, "sides/sparsity/self-scores", ...last, besidesCka(measures)),
  };
}

/**
 * Two networks at one pruning level on one data set, beside each other.
 *
 * @param readings - how the answers of each are read; its level must have what that reader predicts.
 */
export function pairLevel(
  level: number,
  { a, b }: Both<ModelLevel>,
  readings: Both<Reading>,
  cross: PrunedCross,
): Level {
  return {
    level,
    a: levelOf(a, readings.a),
    b: levelOf(b, readings.b),
    pair: {
      self: { a: a.self, b: b.self },
      cross: cross.cka,
      effectiveRank: { a: a.effectiveRank, b: b.effectiveRank },
    },
    cross: cross.scores,
  };
}

/** One network at one pruning level as if it were a pair with itself, for what is said of one alone. */
export function soloLevel(level: number, of: ModelLevel, reading: Reading): Level {
  const one = levelOf(of, reading);
  const { self, effectiveRank } = of;
  const pair = { self: { a: self, b: self }, cross: self, effectiveRank: { a: effectiveRank, b: effectiveRank } };
  return { level, a: one, b: one, pair, cross: {} };
}

function levelOf({ realSparsity, realSparsityAll, layers, predicted }: ModelLevel, reading: Reading): LevelOfModel {
  const own = predicted[reading.name];
  if (own === undefined) throw new RangeError(`pairLevel: nothing was read by ${reading.name}`);
  return { realSparsity, realSparsityAll, ...prunedModel(own, reading.labels), layers };
}
