import { permutedProducts } from "../../kernels/permuted-products.js";
import { fromBlocks } from "../../kernels/upper-blocks.js";
import type { Side } from "../define-measure.js";
import { pearson3Quantile, pearson3Upper } from "../stats/pearson3.js";
import { quantile } from "../stats/quantile.js";
import { cubes } from "./cubes.js";
import { permutationThirdMoment, permutationVariance } from "./permutation-moments.js";
import type { UCentred } from "./ucentred.js";

/** Where a score stands among those of the same representations with the examples of one of them permuted. */
export interface PermutationNull {
  /** The .95 quantile. */
  readonly threshold: number;
  /** Upper tail at the score, never below .001. */
  readonly pValue: number;
  /** The same without the floor. */
  readonly tail: number;
}

/** Up to this n all n! permutations are counted out. */
const COUNT_UP_TO = 7;
const LEVEL = 0.95;
const SMALLEST_P = 0.001;
/** Scores that differ by less count as equal. */
const TIE = 1e-12;

/** The null distribution of debiased CKA: counted out for few examples, else Pearson III with three exact moments. */
export function permutationNull(score: number, x: Side<UCentred>, y: Side<UCentred>): PermutationNull {
  return x.prepared.n <= COUNT_UP_TO ? countedNull(score, x.prepared, y.prepared) : pearsonNull(score, x, y);
}

/** Among all n! permutations; for a handful of examples only. */
export function countedNull(score: number, a: UCentred, b: UCentred): PermutationNull {
  const norm = Math.sqrt(a.self * b.self);
  const scores = permutedProducts(fromBlocks(a.blocks, a.n), fromBlocks(b.blocks, b.n)).map((t) => t / norm);
  const atLeast = scores.filter((other) => other >= score - TIE).length;
  return { threshold: quantile(scores, LEVEL), ...floored(atLeast / scores.length) };
}

/** By the Pearson III distribution with the null's exact mean 0, variance and skewness. */
export function pearsonNull(score: number, x: Side<UCentred>, y: Side<UCentred>): PermutationNull {
  return standardNull(score, Math.sqrt(permutationVariance(x.prepared.n)), permutationSkewness(x, y));
}

/** The Pearson III distribution with mean 0 and the given standard deviation and skewness. */
export function standardNull(score: number, spread: number, skewness: number): PermutationNull {
  return {
    threshold: spread * pearson3Quantile(LEVEL, skewness),
    ...floored(pearson3Upper(score / spread, skewness)),
  };
}

function floored(tail: number): Pick<PermutationNull, "pValue" | "tail"> {
  return { pValue: Math.max(SMALLEST_P, tail), tail };
}

/** The skewness of ⟨A, PBP'⟩ over all row permutations P. */
export function permutationSkewness(
  { prepared: a, xc }: Side<UCentred>,
  { prepared: b, xc: yc }: Side<UCentred>,
): number {
  const variance = a.self * b.self * permutationVariance(a.n);
  return permutationThirdMoment(cubes(a, xc), cubes(b, yc), a.n) / (variance * Math.sqrt(variance));
}
