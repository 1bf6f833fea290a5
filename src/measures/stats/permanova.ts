import { partitions } from "./partitions.js";
import { type PermutationP, permutationP } from "./permutation-p.js";

/** How much of the distances between things their groups explain. */
export interface Permanova extends PermutationP {
  /** Pseudo-F, mean squares between groups over those within; infinite where things of one group are at distance 0. */
  readonly f: number;
  /** Share of the sum of squares that lies between groups, 1 − SS_W/SS_T. */
  readonly r2: number;
}

/**
 * Permutational multivariate analysis of variance. The null hypothesis: the groups' names are given to the things at random.
 * All divisions into groups of these sizes where they are at most 100,000, else 9,999 drawn ones.
 *
 * It answers to groups that differ in their spread alone, too.
 *
 * @param distances - m × m, symmetric.
 * @param groups - of each thing.
 * @returns `null` where there is nothing to compare: one group, as many groups as things, or all distances 0.
 * @see Anderson 2001
 * @example
 * const line = [0, 1, 7, 9].map((x) => [0, 1, 7, 9].map((y) => Math.abs(x - y)));
 * permanova(line, ["a", "a", "b", "b"], 0)?.f; // => 45
 * permanova(line, ["a", "a", "b", "b"], 0)?.pValue; // => 0.3333333333333333
 */
export function permanova(
  distances: readonly (readonly number[])[],
  groups: readonly (string | number)[],
  seed: number,
): Permanova | null {
  const names = [...new Set(groups)];
  const [m, k] = [groups.length, names.length];
  const squares = Float64Array.from(distances.flat(), (d) => d * d);
  const total = withinSquares(squares, new Uint32Array(m), [m]);
  if (k < 2 || k === m || !(total > 0)) return null;
  const sizes = names.map((name) => groups.filter((group) => group === name).length);
  const own = Uint32Array.from(groups, (group) => names.indexOf(group));
  const within = withinSquares(squares, own, sizes);
  // F falls as SS_W rises, and SS_T is the same for every division: −SS_W orders them as F does, even where F is infinite.
  const p = permutationP(
    -within / total,
    partitions(sizes, seed),
    (one) => -withinSquares(squares, one, sizes) / total,
  );
  return { f: (total - within) / (k - 1) / (within / (m - k)), r2: 1 - within / total, ...p };
}

/** Σ over groups of Σ_{i<j} d²/n_g, of m × m squares row by row. */
function withinSquares(squares: Float64Array, groups: Uint32Array, sizes: readonly number[]): number {
  const m = groups.length;
  const sums = new Float64Array(sizes.length);
  for (let i = 0; i < m; i++) {
    const group = groups[i] ?? 0;
    let sum = 0;
    for (let j = i + 1; j < m; j++) if (groups[j] === group) sum += squares[i * m + j] ?? Number.NaN;
    sums[group] = (sums[group] ?? 0) + sum;
  }
  return sums.reduce((sum, of, g) => sum + of / (sizes[g] ?? 1), 0);
}
