import type { Matrix } from "../kernels/matrix.js";
import type { MeasureName } from "../measures/table.js";
import type { Response } from "../runtime/response.js";
import { type PrunedPredictions, prunedPredictions } from "../sides/sparsity/pruned-model.js";
import { type PrunedSelf, prunedSelf } from "../sides/sparsity/pruned-pair.js";
import { type PlainScore, selfScores } from "../sides/sparsity/self-scores.js";
import type { Dense } from "./dense-pass.js";
import type { Pruned } from "./level-pruner.js";
import type { Pair } from "./pair.js";
import type { Settings } from "./settings.js";

/** How a network's answers are read: logits by its own classifier or by a probe; `null` for one that predicts nothing. */
export type Reader = (response: Response) => Matrix | null;

/** One network at one pruning level on one data set, whatever it is compared with. */
export interface ModelLevel extends Pick<Pruned, "realSparsity" | "realSparsityAll">, PrunedSelf {
  /** n × p, pruned. */
  readonly penultimate: Matrix;
  /** Measure → scores of each layer with itself dense. */
  readonly layers: Readonly<Record<string, readonly PlainScore[]>>;
  /** Reader → what it predicts. */
  readonly predicted: Readonly<Record<string, PrunedPredictions | null>>;
}

/** What measures, and how. */
export type Measuring = Pick<Pair, "compute" | "matrices">;

type LevelSettings = Pick<Settings, "sweepMeasures" | "memory" | "seed">;

/**
 * Compares a pruned network with its dense self.
 *
 * @param sparsity - the zeros it has.
 * @param readers - how its answers are read, by name.
 */
export async function modelLevel(
  measuring: Measuring,
  { realSparsity, realSparsityAll }: Pick<Pruned, "realSparsity" | "realSparsityAll">,
  before: Dense,
  after: Dense,
  readers: Readonly<Record<string, Reader>>,
  settings: LevelSettings,
): Promise<ModelLevel> {
  const layers = (of: Dense) => of.layers.map(({ matrix }) => matrix);
  const { compute } = measuring;
  const [dense, penultimate] = [before.penultimate, after.penultimate];
  const predicted = Object.entries(readers).map(([name, read]) => [name, prunedPredictions(read(before), read(after))]);
  return {
    realSparsity,
    realSparsityAll,
    penultimate,
    ...(await compute.run(prunedSelf, "sides/sparsity/pruned-pair", dense, penultimate)),
    predicted: Object.fromEntries(predicted),
    layers: {
      cka: await layerCka(measuring, before, after, settings),
      ...(await compute.run(
        selfScores,
        "sides/sparsity/self-scores",
        layers(before),
        layers(after),
        besidesCka(settings.sweepMeasures),
      )),
    },
  };
}

/** Measures that are not made for every level anyway. */
export function besidesCka(measures: readonly MeasureName[]): readonly MeasureName[] {
  return measures.filter((name) => name !== "cka");
}

/** Debiased CKA of each layer with itself dense. */
async function layerCka(
  { matrices }: Measuring,
  before: Dense,
  after: Dense,
  { memory, seed }: LevelSettings,
): Promise<readonly PlainScore[]> {
  const scores: PlainScore[] = [];
  for (const [l, { matrix }] of before.layers.entries()) {
    const pruned = after.layers[l]?.matrix ?? matrix;
    const { cells } = await matrices.map([matrix, pruned], { precision: "float32", statistics: false, memory, seed });
    const cell = cells[0]?.[1];
    scores.push(
      cell?.score == null
        ? { score: null, reason: cell?.reasons.score ?? "undefined" }
        : { score: cell.score, reason: null },
    );
  }
  return scores;
}
