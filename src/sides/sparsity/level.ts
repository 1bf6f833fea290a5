import type { PrunedModel } from "./pruned-model.js";
import type { PrunedPair } from "./pruned-pair.js";
import type { Rightness } from "./retention.js";
import type { PlainScore } from "./self-scores.js";

/** One model at one pruning level. */
export interface LevelOfModel extends PrunedModel {
  /** Zeros over the prunable weights. */
  readonly realSparsity: number;
  /** Zeros over all parameters. */
  readonly realSparsityAll: number;
  /** Measure → scores of each layer with itself dense; the penultimate layer's, but for `cka`, is the last. */
  readonly layers: Readonly<Record<string, readonly PlainScore[]>>;
}

/** The pair at one pruning level. */
export interface Level {
  readonly level: number;
  readonly a: LevelOfModel;
  readonly b: LevelOfModel;
  readonly pair: PrunedPair;
  /** Measure → score of the two pruned penultimate layers, of the measures besides `cka`. */
  readonly cross: Readonly<Record<string, PlainScore>>;
}

/** What must be known of a model besides its levels. */
export interface SweptModel {
  readonly name: string;
  /** The layers that every level has scores of. */
  readonly layers: readonly string[];
  /** C where the accuracy of chance, 1/C, has a meaning; `null` where the model cannot be scored against labels. */
  readonly classes: number | null;
  /** Where the examples that its accuracy is of are among the n; `null` for all. */
  readonly examples: Rightness["examples"];
}

/** One model's part of the levels. */
export interface Sweeping {
  readonly side: "a" | "b";
  readonly levels: readonly Level[];
  readonly model: SweptModel;
  readonly n: number;
}
