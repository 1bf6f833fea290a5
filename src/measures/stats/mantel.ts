import { mean, total } from "../../kernels/mean.js";
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
  const m = x.length;
  const [own, other] = [upperOf(x), upperOf(y)];
  if (constant(own) || constant(other)) return null;
  const r = pearson(own, other);
  // Permuting leaves means and spreads as they are: only the products change.
  const [u, v] = [standardised(x, own), standardised(y, other)];
  const rOf = (order: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < m; i++) {
      const row = (order[i] ?? 0) * m;
      for (let j = i + 1; j < m; j++) sum += (u[i * m + j] ?? 0) * (v[row + (order[j] ?? 0)] ?? 0);
    }
    return sum;
  };
  return {
    r,
    ...permutationP(
      r,
      rearrangements(
        x.map(() => 0),
        seed,
      ),
      rOf,
    ),
  };
}

function upperOf(matrix: readonly (readonly number[])[]): readonly number[] {
  return matrix.flatMap((row, i) => row.slice(i + 1));
}

/** m × m, row by row: less the mean of what lies right of the diagonal, over the root of its sum of squares. */
function standardised(matrix: readonly (readonly number[])[], upper: readonly number[]): Float64Array {
  const middle = mean(upper);
  const spread = Math.sqrt(total(upper.map((value) => (value - middle) ** 2)));
  return Float64Array.from(matrix.flat(), (value) => (value - middle) / spread);
}

function constant(values: readonly number[]): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return !(most - least > CONSTANT * Math.max(Math.abs(least), Math.abs(most)));
}
