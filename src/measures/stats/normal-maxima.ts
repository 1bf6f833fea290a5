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
  return normalExtremes(correlations, standardNormals(draws * correlations.length, seed)).maxima;
}

/** Normal variables of mean 0 and variance 1, independent; the same for the same seed. */
export function standardNormals(count: number, seed: number): Float64Array {
  return uniforms(count, seed).map(normalQuantile);
}

/** Draws of the largest of L normal variables, and of the largest of their sizes; each ascending. */
export interface NormalExtremes {
  readonly maxima: Float64Array;
  readonly magnitudes: Float64Array;
}

/**
 * The extremes of L correlated normal variables, made of independent ones: many correlations may share these.
 *
 * @param correlations - L × L, positive semidefinite up to rounding.
 * @param standard - independent ones, L a draw; what is left over is not used.
 * @example
 * normalExtremes([[1]], Float64Array.of(-2, 1)).magnitudes; // => Float64Array.of(1, 2)
 */
export function normalExtremes(correlations: readonly (readonly number[])[], standard: Float64Array): NormalExtremes {
  const factor = lowerTriangle(correlations).map((row) => Float64Array.from(row));
  const L = factor.length;
  const draws = Math.floor(standard.length / L);
  const extremes = { maxima: new Float64Array(draws), magnitudes: new Float64Array(draws) };
  for (let draw = 0; draw < draws; draw++) {
    let [largest, size] = [-Infinity, 0];
    for (const row of factor) {
      let value = 0;
      for (let k = 0; k < row.length; k++) value += (row[k] ?? 0) * (standard[draw * L + k] ?? 0);
      largest = Math.max(largest, value);
      size = Math.max(size, Math.abs(value));
    }
    extremes.maxima[draw] = largest;
    extremes.magnitudes[draw] = size;
  }
  return { maxima: extremes.maxima.sort(), magnitudes: extremes.magnitudes.sort() };
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
