import { availableParallelism } from "node:os";
import type { TextSource } from "../data/text-source.js";
import { USUAL_MEMORY } from "../measures/cka-plan.js";
import { measureNames } from "../measures/measure-names.js";
import type { MeasureName } from "../measures/table.js";
import type { PoolingChoice } from "../onnx/pooling.js";
import { type PruningMethodName, pruningMethodNames } from "../onnx/pruning/methods.js";
import { NM_SPARSITY } from "../onnx/pruning/nm.js";

/** How far a comparison has come. */
export interface Progress {
  /**
   * Images evaluated so far and in all, over both models, all data sets, pruning levels and points of the path; before that,
   * while a model is downloaded, bytes of the file that `what` names.
   */
  readonly done: number;
  readonly total: number;
  /** What is being done now, in a few words. */
  readonly what: string;
}

/** Texts for every image tower, and for a single model, whose own count more. */
export interface TextsOfModels {
  readonly every?: TextSource | undefined;
  readonly a?: TextSource | undefined;
  readonly b?: TextSource | undefined;
}

/** What to compare two models on, and how. Everything but `data` has a default. */
export interface CompareOptions {
  /** The in-distribution data set, as `kind:path`; only where both sides are saved activations it may be left out. */
  readonly data?: string | undefined;
  /** An out-of-distribution data set. */
  readonly ood?: string | undefined;
  /** Measures of the two penultimate layers; `cka` is always among them. */
  readonly measures?: readonly string[] | undefined;
  /** Layers of the map: `auto`, tensor names or globs, a list for each model. */
  readonly layers?: { readonly a: readonly string[]; readonly b: readonly string[] } | undefined;
  /** How token tensors (or, for max and flatten, all tensors) become one row an example. */
  readonly pool?: PoolingChoice | undefined;
  /** Sparsity levels in [0, 1); 0 is added. */
  readonly levels?: readonly number[] | undefined;
  /** How weights are removed; `global` unless given. */
  readonly prune?: PruningMethodName | undefined;
  /** Whether the classifier's head is left as it is. */
  readonly keepHead?: boolean | undefined;
  /** Whether `nm` leaves weights dense whose input axis four does not divide; else they are an error. */
  readonly leaveDense?: boolean | undefined;
  /** Measures of each layer with itself pruned, and of the two pruned penultimate layers; `cka` is always among them. */
  readonly sweepMeasures?: readonly string[] | undefined;
  /** A folder where finished pruning levels are kept; a run that was cut short goes on from there. */
  readonly store?: string | undefined;
  /** Whether what is there is made anew. */
  readonly fresh?: boolean | undefined;
  /** The paths between the weights of two networks of one architecture: `naive`, the straight line; also once B is `aligned`; and that `repaired`, which it is unless given. */
  readonly connect?: "none" | "naive" | "aligned" | "repaired" | undefined;
  /** What B's units are brought into A's order by; `activations` unless given. */
  readonly align?: "weights" | "activations" | undefined;
  /** Images to align and repair with, as `kind:path`; else a seeded fifth of the data, at most 300, which is not evaluated then. */
  readonly calibration?: string | undefined;
  /** Points of the path, both ends included, an odd number from 3 to 101; 11 unless given. */
  readonly points?: number | undefined;
  /** Only so many examples of each data set, its first, or as many of each class where it is sorted by class, are evaluated along the path. */
  readonly connectLimit?: number | undefined;
  /** Whether a linear probe is fitted on each penultimate layer, on one half of the images, and evaluated on the other. */
  readonly probe?: boolean | undefined;
  /** Whether the models' probabilities are also compared after temperatures made them right on average. */
  readonly calibrateTemperature?: boolean | undefined;
  /** Preprocessing files, else those beside the models. */
  readonly preprocess?: { readonly a: string; readonly b: string } | undefined;
  /** JSON files `{ class of the data: class of the model }`, names or numbers, where the two differ. */
  readonly labelMap?: { readonly a: string; readonly b: string } | undefined;
  /** The class of the model is the label plus this: 1 for a model whose class 0 is the background. */
  readonly labelOffset?: { readonly a: number; readonly b: number } | undefined;
  /** What makes zero-shot classifiers of image towers, of every one or of a single model; embedded ones bring their own. */
  readonly texts?: TextsOfModels | undefined;
  /** Only so many examples: as many of each class, of data without labels the first. */
  readonly limit?: number | undefined;
  /** Whether images that cannot be decoded are left out, and named in the warnings; else the first ends the comparison. */
  readonly skipCorrupt?: boolean | undefined;
  /** Images a run. */
  readonly batch?: number | undefined;
  /** Cores a run may use. */
  readonly threads?: number | undefined;
  /** Bytes that measuring may take beyond models and representations; 1e9 unless given. */
  readonly memory?: number | undefined;
  readonly seed?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/**
 * The levels of a sweep: ascending, each once, 0 among them.
 *
 * @throws RangeError for a level outside [0, 1).
 * @example
 * sweepLevels([0.9, 0.5]); // => [0, 0.5, 0.9]
 */
export function sweepLevels(levels: readonly number[] = LEVELS): readonly number[] {
  const bad = levels.find((level) => !(level >= 0 && level < 1));
  if (bad !== undefined) throw new RangeError(`levels: ${bad} is not in [0, 1)`);
  return [...new Set([0, ...levels])].sort((x, y) => x - y);
}

/**
 * The levels of a sweep by the method that is asked for: ascending, each once, 0 among them. 2:4 pruning has no level but 0 and .5.
 *
 * @throws RangeError for a level outside [0, 1), or that the method does not have.
 */
export function levelsOf({ prune, levels }: Pick<CompareOptions, "prune" | "levels">): readonly number[] {
  if (prune !== "nm") return sweepLevels(levels);
  const others = (levels ?? []).filter((level) => level !== 0 && level !== NM_SPARSITY);
  if (others.length === 0) return sweepLevels(levels ?? [NM_SPARSITY]);
  throw new RangeError(
    `levels: ${others.join(", ")}; nm makes two of every four weights zero: its one level is ${NM_SPARSITY}`,
  );
}

const POINTS = { least: 3, usual: 11, most: 101 } as const;

/**
 * The number of points of a path.
 *
 * @throws RangeError unless it is an odd number from 3 to 101: the network halfway, where barriers are highest, is always
 * among them.
 * @example
 * pathPoints(undefined); // => 11
 */
export function pathPoints(points: number = POINTS.usual): number {
  if (points % 2 === 1 && points >= POINTS.least && points <= POINTS.most) return points;
  const expected = `an odd number from ${POINTS.least} to ${POINTS.most}, so that halfway is among them`;
  throw new RangeError(`points: ${points}; expected ${expected}`);
}

const CONNECT = ["none", "naive", "aligned", "repaired"] as const;
const ALIGN = ["weights", "activations"] as const;

function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const known = choices.find((one) => one === value);
  if (known !== undefined) return known;
  throw new RangeError(`${option}: unknown ${value}, expected one of: ${choices.join(", ")}`);
}

function connectLimitOf(limit: number | undefined): number | null {
  if (limit === undefined) return null;
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new RangeError(`connectLimit: ${limit}; expected a whole number of examples above 0`);
}

function memoryOf(memory: number = USUAL_MEMORY): number {
  if (memory > 0) return memory;
  throw new RangeError(`memory: ${memory}; expected a number of bytes above 0`);
}

/** The options once checked, with nothing left open. */
export interface Settings {
  readonly measures: readonly MeasureName[];
  readonly layers: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly pool: PoolingChoice;
  readonly levels: readonly number[];
  readonly prune: PruningMethodName;
  readonly keepHead: boolean;
  readonly leaveDense: boolean;
  readonly sweepMeasures: readonly MeasureName[];
  readonly connect: "none" | "naive" | "aligned" | "repaired";
  readonly align: "weights" | "activations";
  readonly points: number;
  /** `null` for all examples. */
  readonly connectLimit: number | null;
  readonly probe: boolean;
  readonly calibrateTemperature: boolean;
  readonly threads: number;
  readonly memory: number;
  readonly seed: number;
}

/**
 * Checks the options that can be checked before any file is opened, and fills in the defaults.
 *
 * @throws RangeError naming the option and the value.
 */
export function settingsOf(options: CompareOptions): Settings {
  return {
    // The side's value is debiased CKA, whatever else is asked for.
    measures: measureNames(["cka", ...(options.measures ?? [])]),
    layers: options.layers ?? { a: ["auto"], b: ["auto"] },
    pool: options.pool ?? "mean",
    levels: levelsOf(options),
    prune: choice("prune", options.prune ?? "global", pruningMethodNames),
    keepHead: options.keepHead ?? false,
    leaveDense: options.leaveDense ?? false,
    sweepMeasures: measureNames(["cka", ...(options.sweepMeasures ?? [])]),
    connect: choice("connect", options.connect ?? "repaired", CONNECT),
    align: choice("align", options.align ?? "activations", ALIGN),
    points: pathPoints(options.points),
    connectLimit: connectLimitOf(options.connectLimit),
    probe: options.probe ?? false,
    calibrateTemperature: options.calibrateTemperature ?? false,
    threads: options.threads ?? availableParallelism(),
    memory: memoryOf(options.memory),
    seed: options.seed ?? 0,
  };
}
