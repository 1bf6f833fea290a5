import type { Dataset } from "../../data/dataset.js";
import type { TextSource } from "../../data/text-source.js";
import type { ExecutedPlan } from "../../measures/cka-map.js";
import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import type { Classifier } from "../../sides/functional/classifier.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { LabelRule } from "../../sides/functional/label-rule.js";
import type { ProbeSplit } from "../../sides/functional/probe-split.js";
import type { Settings } from "../compare-options.js";
import type { Dense } from "../dense-pass.js";
import type { ModelLevel } from "../model-level.js";
import type { ModelEntry } from "../results.js";
import type { PackedMap } from "./packed-map.js";

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
  /** Layer maps are of at most so many examples. */
  readonly mapExamples: number;
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
  /** What was done to its texts, and is to be said. */
  readonly notes: readonly string[];
}

/** Images that pruning was calibrated with, and what must be said of it, beside what a level gave. */
export interface PrunedValue {
  readonly level: ModelLevel;
  readonly nCalibration: number;
  readonly notes: readonly string[];
}

/** Debiased CKA of the layers of all models, those of the first before those of the second. */
export interface LayersValue {
  readonly map: PackedMap;
  readonly plan: ExecutedPlan;
  /** L of each model. */
  readonly counts: readonly number[];
  /** Examples that it is of. */
  readonly n: number;
}

/** Debiased CKA of the penultimate layers of all models. */
export interface PenultimatesValue {
  readonly map: PackedMap;
  readonly plan: ExecutedPlan;
}

/** The results of tasks that others take. */
export interface Values {
  dense(model: number, data: number): Promise<DenseValue>;
  /** `null` where no probe is fitted. */
  probe(model: number, data: number): Promise<ProbeHead | null>;
  pruned(model: number, data: number): Promise<readonly PrunedValue[]>;
  layers(data: number): Promise<LayersValue>;
  /** Level by level. */
  penultimates(data: number): Promise<readonly PenultimatesValue[]>;
  /** The path that a connection found on one data set. */
  connection(id: string, data: number): Promise<Connected | undefined>;
}
