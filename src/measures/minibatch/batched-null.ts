import { cubes } from "../ucentred/cubes.js";
import { permutationThirdMoment, permutationVariance } from "../ucentred/permutation-moments.js";
import { type PermutationNull, permutationNull, standardNull } from "../ucentred/permutation-null.js";
import { type Batched, pairsOf } from "./batched.js";

/**
 * The null distribution under permutations within each batch, independent of one another: batches keep their examples,
 * so that nothing has to be computed anew.
 *
 * Its mean is 0; variance and third moment of the numerator are the sums of the batches', both exact. One batch is the
 * same as no batches.
 */
export function batchedNull(score: number, x: Batched, y: Batched): PermutationNull {
  const pairs = pairsOf(x, y);
  const [only] = pairs;
  if (only !== undefined && pairs.length === 1) return permutationNull(score, ...only);
  let [variance, third] = [0, 0];
  for (const [{ prepared: a, xc }, { prepared: b, xc: yc }] of pairs) {
    variance += a.self * b.self * permutationVariance(a.n);
    third += permutationThirdMoment(cubes(a, xc), cubes(b, yc), a.n);
  }
  const spread = Math.sqrt(variance / (x.self * y.self));
  return standardNull(score, spread, third / (variance * Math.sqrt(variance)));
}
