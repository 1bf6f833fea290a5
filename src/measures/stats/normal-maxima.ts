import { uniforms } from "../../kernels/random.js";
import { normalQuantile } from "./normal.js";

/**
 * Draws of the largest of L normal variables, each of mean 0 and variance 1, with the given correlations.
 *
 * @param correlations - L × L, positive semidefinite up to rounding.
 * @param draws - how many.
 * @returns the maxima, ascending; the same for the same seed.
 * @example
 * normalMaxima([[1, 1], [1, 1]], 1, 0).length; // => 1
 */
export function normalMaxima(correlations: readonly (readonly number[])[], draws: number, seed: number): Float64Array {
  const factor = lowerTriangle(correlations);
  const L = factor.length;
  const standard = uniforms(draws * L, seed).map(normalQuantile);
  return new Float64Array(draws)
    .map((_, draw) => {
      const own = standard.subarray(draw * L, (draw + 1) * L);
      return Math.max(...factor.map((row) => row.reduce((sum, value, k) => sum + value * (own[k] ?? 0), 0)));
    })
    .sort();
}

/** Cholesky's factor; a variable that the ones before it determine adds nothing of its own. */
function lowerTriangle(matrix: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j <= i; j++) {
      const before = factor[j] ?? own;
      const rest = (row[j] ?? 0) - own.slice(0, j).reduce((sum, value, k) => sum + value * (before[k] ?? 0), 0);
      if (j === i) own.push(Math.sqrt(Math.max(0, rest)));
      else own.push((before[j] ?? 0) > ROUNDING ? rest / (before[j] ?? 1) : 0);
    }
    factor.push(own);
  }
  return factor;
}

const ROUNDING = 1e-6;
