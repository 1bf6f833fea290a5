import type { Dataset } from "../../data/dataset.js";
import type { TextSource } from "../../data/text-source.js";
import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import type { Classifier } from "../../sides/functional/classifier.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { LabelRule } from "../../sides/functional/label-rule.js";
import type { ProbeSplit } from "../../sides/functional/probe-split.js";
import type { Settings } from "../compare-options.js";
import type { Dense } from "../dense-pass.js";
import type { ModelLevel } from "../model-level.js";
import type { ModelEntry } from "../results.js";

/** A model as the study names it. */
export interface StudyModelSource {
  readonly name: string;
  readonly spec: string;
  readonly preprocess: string | undefined;
  readonly layers: readonly string[];
  readonly texts: TextSource | undefined;
  readonly rule: LabelRule | null;
}

/** What all work of a study is about. */
export interface StudyContext {
  readonly settings: Settings;
  readonly models: readonly StudyModelSource[];
  readonly datasets: readonly Dataset[];
  readonly roles: readonly ("id" | "ood")[];
  /** The halves that probes are fitted and evaluated on, or why there are none. */
  readonly splits: readonly (ProbeSplit | string)[];
  /** Images that were given to prune, align and repair with. */
  readonly calibration: Dataset | null;
}

/** A network as it is on one data set. */
export interface DenseValue {
  readonly entry: Omit<ModelEntry, "name">;
  readonly layers: readonly string[];
  readonly penultimate: string;
  readonly dense: Dense;
  readonly classifier: Classifier;
}

/** Images that pruning was calibrated with, and what must be said of it, beside what a level gave. */
export interface PrunedValue {
  readonly level: ModelLevel;
  readonly nCalibration: number;
  readonly notes: readonly string[];
}

/** The results of tasks that others take. */
export interface Values {
  dense(model: number, data: number): Promise<DenseValue>;
  /** `null` where no probe is fitted. */
  probe(model: number, data: number): Promise<ProbeHead | null>;
  pruned(model: number, data: number): Promise<readonly PrunedValue[]>;
  /** The path that a connection found on one data set. */
  connection(id: string, data: number): Promise<Connected | undefined>;
}
