/** A model of a study, as the statistics know it. */
export interface ModelEvidence {
  readonly name: string;
  readonly family: string;
  /** Of its file: models of one hash are copies. Absent where it is not known. */
  readonly sha256?: string | undefined;
  /** Name of the model that it shares trained weights with, `null` for none. */
  readonly fork: string | null;
  /** A label that models share which differ in their training seed alone, `null` for none. */
  readonly twins: string | null;
  /** Of a vision-language model the kind of its image tower, `null` or absent for others. */
  readonly tower?: string | null;
  /** How it was trained: a label that models of one recipe share; `null` or absent where nobody said. */
  readonly recipe?: string | null;
  /** `null` where the file could not be read, or holds activations. */
  readonly parameters: number | null;
  /** Milliseconds an image in the best of some runs, `null` where it was not measured. */
  readonly latency: number | null;
  /** In the slowest of them; `null` or absent where it is not known. */
  readonly latencySlowest?: number | null;
  /** Why nothing is known of it, `null` where it was measured. */
  readonly failure: string | null;
  /** Why it has no sparsity side; absent where it was pruned. */
  readonly unpruned?: string | undefined;
  /** Why parameters or latency are `null`, where that is known. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** m × m, symmetric; only what lies right of the diagonal is read. `null` where a pair has no value. */
export type PairMatrix = readonly (readonly (number | null)[])[];

type Numbers = readonly (number | null)[];

/** What pruning does to one model; one value a level. */
export interface ModelCurves {
  /** c(s), self-similarity: the penultimate layer's CKA with its dense self. */
  readonly cka: Numbers;
  readonly accuracy: Numbers;
  /** a(s), the share of the dense accuracy that is left. */
  readonly retention: Numbers;
  /** a*(s), the same of what lies above guessing. */
  readonly aboveChance: Numbers;
  /** Zeros over the prunable weights. */
  readonly realSparsity: Numbers;
}

/** What pruning does to the similarity of two models; one value a level. */
export interface PairGains {
  /** Places of the two among the models, a < b. */
  readonly a: number;
  readonly b: number;
  /** Examples that the gains are of. */
  readonly n: number;
  /** D(s) = x(s) − x(0). */
  readonly gain: Numbers;
  /** Of each gain, by jackknife over the examples. */
  readonly standardError: Numbers;
  /** Between the gains at two levels, of their leave-one-out values; `null` where these were not kept. */
  readonly correlations: readonly Numbers[] | null;
  /** Whether a gain counts: both models are alive. */
  readonly counts: readonly boolean[];
}

/** What was measured on one data set. */
export interface DataEvidence {
  readonly name: string;
  readonly role: "id" | "ood";
  /** C, whose 1/C is chance; `null` without classes. */
  readonly classes: number | null;
  readonly static: {
    /** CKA of the penultimate layers. */
    readonly raw: PairMatrix;
    /** The same, 0 at the .95 quantile of its null. */
    readonly calibrated: PairMatrix;
    /** θ = arccos of the Procrustes similarity, in radians, 0 to π/2: a metric. `null` where it was not computed. */
    readonly angle: PairMatrix | null;
  };
  /**
   * 1 − jsd for every pair. Connectivity has no place here: it exists for pairs of one architecture alone, which are of one
   * family, so that a matrix of both would separate families by the kind of number.
   */
  readonly functional: PairMatrix;
  /** Robustness, 1 − mean |c_A − c_B|. */
  readonly sparsity: PairMatrix;
  /** Of each dense model, `null` without. */
  readonly accuracy: Numbers;
  /** Ascending, the first being 0. */
  readonly levels: readonly number[];
  /** One a model, `null` where it was not pruned. */
  readonly curves: readonly (ModelCurves | null)[];
  readonly gains: readonly PairGains[];
}

/** All that the findings, the structure and the selection are made of. */
export interface Evidence {
  readonly models: readonly ModelEvidence[];
  readonly data: readonly DataEvidence[];
}

/** A model that a statistic does not count, and why. */
export interface LeftOut {
  readonly model: string;
  readonly why: string;
}

/** One value with its 95 % interval. */
export interface Estimate {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

/** What may be concluded; `not testable` where the design is too small to tell either way. */
export type Verdict = "supported" | "not supported" | "not testable";
