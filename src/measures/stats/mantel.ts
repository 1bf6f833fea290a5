import { pearson } from "./pearson.js";
import { type PermutationP, permutationP } from "./permutation-p.js";
import { rearrangements } from "./rearrangements.js";

/** Two matrices of the same things beside each other. */
export interface Mantel extends PermutationP {
  /** Pearson's correlation of what lies right of the diagonals. */
  readonly r: number;
}

/** Correlations of ±1 are told from others up to this. */
const CONSTANT = 1e-12;

/**
 * Mantel's test: do two symmetric m × m matrices of the same m things go together? The rows and columns of one are
 * permuted, p is the upper tail; all m! orders where these are at most 100,000, else 9,999 drawn ones.
 *
 * @returns `null` where one of the two is constant off the diagonal.
 * @see Mantel 1967
 * @example
 * const near = [[0, 1, 5], [1, 0, 4], [5, 4, 0]];
 * mantel(near, near, 0)?.r; // => 1
 * mantel(near, near, 0)?.pValue; // => 0.16666666666666666
 */
export function mantel(
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
  seed: number,
): Mantel | null {
  const upper = x.flatMap((row, i) => row.slice(i + 1));
  const permuted = (order: ArrayLike<number>) => {
    const values: number[] = [];
    for (let i = 0; i < order.length; i++)
      for (let j = i + 1; j < order.length; j++) values.push(y[order[i] ?? 0]?.[order[j] ?? 0] ?? Number.NaN);
    return values;
  };
  const own = permuted(y.map((_, i) => i));
  if (constant(upper) || constant(own)) return null;
  const orders = rearrangements(
    y.map(() => 0),
    seed,
  );
  const r = pearson(upper, own);
  return { r, ...permutationP(r, orders, (order) => pearson(upper, permuted(order))) };
}

function constant(values: readonly number[]): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return !(most - least > CONSTANT * Math.max(Math.abs(least), Math.abs(most)));
}
