import type { Dataset } from "../../data/dataset.js";
import type { TextSource } from "../../data/text-source.js";
import type { ExecutedPlan } from "../../measures/cka-map.js";
import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { LabelRule } from "../../sides/functional/label-rule.js";
import type { ProbeSplit } from "../../sides/functional/probe-split.js";
import type { ModelActing } from "../model-acting.js";
import type { ModelLevel } from "../model-level.js";
import type { SeenModel } from "../seen-model.js";
import type { Settings } from "../settings.js";
import type { PackedMap } from "./packed-map.js";

/** A model as the study names it. */
export interface StudyModelSource {
  readonly name: string;
  readonly spec: string;
  /** Files of saved activations in the place of a network, one a data set; `null` for a network. */
  readonly saved: readonly string[] | null;
  readonly preprocess: string | undefined;
  readonly layers: readonly string[];
  readonly texts: TextSource | undefined;
  readonly rule: LabelRule | null;
}

/** What all work of a study is about. */
export interface StudyContext {
  readonly settings: Settings;
  readonly models: readonly StudyModelSource[];
  /** SHA-256 of each model's files as they were when the study was planned; left out until they are known. */
  readonly modelHashes?: readonly (readonly string[])[];
  readonly datasets: readonly Dataset[];
  readonly roles: readonly ("id" | "ood")[];
  /** The halves that probes are fitted and evaluated on, or why there are none. */
  readonly splits: readonly (ProbeSplit | string)[];
  /** Layer maps are of at most so many examples. */
  readonly mapExamples: number;
  /** Images that were given to prune, align and repair with. */
  readonly calibration: Dataset | null;
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
  dense(model: number, data: number): Promise<SeenModel>;
  /** `null` where no probe is fitted. */
  probe(model: number, data: number): Promise<ProbeHead | null>;
  /** How it acts, by its own classifier and by a probe. */
  acting(model: number, data: number): Promise<ModelActing>;
  /** Level by level; nothing of a model that cannot be pruned. */
  pruned(model: number, data: number): Promise<readonly PrunedValue[]>;
  layers(data: number): Promise<LayersValue>;
  /** Level by level, of the models that can be pruned; the first, of level 0, is of all. */
  penultimates(data: number): Promise<readonly PenultimatesValue[]>;
  /** The path that a connection found on one data set. */
  connection(id: string, data: number): Promise<Connected | undefined>;
}
