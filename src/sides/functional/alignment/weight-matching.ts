import { checkUnitClasses } from "../../../onnx/permutation/check-unit-classes.js";
import { randomPermutations } from "../../../onnx/permutation/random-permutations.js";
import type { Permutations, UnitClasses } from "../../../onnx/permutation/unit-classes.js";
import { descend, type Matched, objectiveAt } from "./descend.js";
import { type GainsSoFar, noGains } from "./gains-so-far.js";
import { type MatchingProblem, matchingProblem } from "./matching-problem.js";
import { heldValues, type ParameterValues, type ValuesInFile, valuesInFile } from "./parameter-values.js";
import { signaturePermutations } from "./signature-permutations.js";

/** Where a descent began: with B as it is, with its units matched by their sorted weights, or with the k-th shuffle. */
type MatchingStart = "identity" | "signature" | `random ${number}`;

export interface WeightMatchingOptions {
  /** Shuffles to descend from, besides the identity and the signature: 10 unless given. */
  readonly starts?: number;
  /** 32-bit; 0 unless given. */
  readonly seed?: number;
  /** Sweeps of a descent at most, 50 unless given. */
  readonly maxSweeps?: number;
}

/** How far a matching is. */
export interface MatchingStep {
  readonly start: MatchingStart;
  readonly objective: number;
}

export interface WeightMatching extends Matched {
  /** Where the best descent began; of equal ones the first. */
  readonly start: MatchingStart;
  /** Descents that were made, from as many starts. */
  readonly descents: number;
  /** The objective of B as it is. */
  readonly unmatched: number;
  /** What the objective can be at most, Σ ‖A‖‖B‖: where B is A but for permutations the objective is this. */
  readonly bound: number;
}

/** An objective this near to its bound, as a share, cannot be bettered. */
const ATTAINED = 1e-9;

/**
 * Permutations of B's units that bring its parameters closest to A's: the best of several descents.
 *
 * Closeness is Σ ⟨A, B⟩ over the parameters in which units stand, each counted once; matrices are divided by their root mean
 * square first, vectors are centred and divided by their standard deviation. No start is followed once the bound is reached.
 *
 * @param valuesA - A's parameters, row-major, one each of `unitClasses.parameters`; those in which no unit stands are not looked at.
 * @param valuesB - B's, of the same shapes.
 * @param onStep - called after each step of a descent; what it throws ends the matching.
 * @returns permutations as `permuted` takes them; the objective is never below `unmatched`.
 * @throws RangeError for values of another length, one that is not finite, classes that make no sense, or options that are no
 *   counts.
 * @see Ainsworth, Hayase & Srinivasa 2023
 */
export function weightMatching(
  unitClasses: UnitClasses,
  valuesA: readonly Float32Array[],
  valuesB: readonly Float32Array[],
  options: WeightMatchingOptions = {},
  onStep?: (step: MatchingStep) => void,
): WeightMatching {
  return matched(unitClasses, heldValues(valuesA), heldValues(valuesB), options, onStep);
}

/**
 * The same with the networks in files, of which two parameters are held. They are overwritten.
 *
 * @throws RangeError as `weightMatching`, and where a file is too short.
 */
export function weightMatchingInFile(
  unitClasses: UnitClasses,
  valuesA: ValuesInFile,
  valuesB: ValuesInFile,
  options: WeightMatchingOptions = {},
  onStep?: (step: MatchingStep) => void,
): WeightMatching {
  return matched(unitClasses, valuesInFile(valuesA), valuesInFile(valuesB), options, onStep);
}

function matched(
  unitClasses: UnitClasses,
  a: ParameterValues,
  b: ParameterValues,
  { starts = 10, seed = 0, maxSweeps = 50 }: WeightMatchingOptions,
  onStep: (step: MatchingStep) => void = () => {},
): WeightMatching {
  checkCount("starts", starts);
  checkCount("maxSweeps", maxSweeps);
  checkUnitClasses("weightMatching", unitClasses);
  const problem = matchingProblem(unitClasses, a, b);
  const { bound } = problem;
  const identity = unitClasses.classes.map(({ size }) => Int32Array.from({ length: size }, (_, i) => i));
  const unmatched = objectiveAt(problem, identity);
  let best: WeightMatching = {
    permutations: identity,
    objective: unmatched,
    sweeps: 0,
    start: "identity",
    descents: 0,
    unmatched,
    bound,
  };
  const soFar = noGains();
  let k = 0;
  for (const [start, permutations] of beginnings(problem, identity, starts, seed, soFar)) {
    const step = (objective: number) => onStep({ start, objective });
    const found = descend(problem, permutations, seed + k++, maxSweeps, soFar, step);
    if (found.objective > best.objective || start === "identity") best = { ...best, ...found, start };
    if (best.objective >= (1 - ATTAINED) * bound) break;
  }
  return { ...best, descents: k };
}

function checkCount(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 0) return;
  throw new RangeError(`weightMatching: ${name} is ${count}, expected an integer of at least 0`);
}

/** One after the other, since later ones are dear and may not be needed. */
function* beginnings(
  problem: MatchingProblem,
  identity: Permutations,
  starts: number,
  seed: number,
  soFar: GainsSoFar,
): Generator<readonly [MatchingStart, Permutations]> {
  yield ["identity", identity];
  yield ["signature", signaturePermutations(problem, soFar)];
  for (let k = 1; k <= starts; k++) yield [`random ${k}`, randomPermutations(problem.unitClasses, seed + k)];
}
