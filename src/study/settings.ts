import { availableParallelism } from "node:os";
import { USUAL_MEMORY } from "../measures/cka-plan.js";
import { measureNames } from "../measures/measure-names.js";
import type { MeasureName } from "../measures/table.js";
import type { PoolingChoice } from "../onnx/pooling.js";
import { type PruningMethodName, pruningMethodNames } from "../onnx/pruning/methods.js";
import { NM_SPARSITY } from "../onnx/pruning/nm.js";
import type { CompareOptions } from "./compare-options.js";

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
