import { dot, sum } from "../../kernels/vector.js";
import type { Alignments } from "./alignments.js";
import type { LayerRows } from "./layer-rows.js";
import { productsWithout } from "./products-without.js";

/**
 * What the diagonals' squares, of which each is wrong by some 1e-6 of itself, may add to ⟨A,A⟩ before they are taken away:
 * so much of it, in the root of the sum of their squares.
 */
const DIAGONAL = 0.3;
/** The same where all are wrong alike, as those of features that are mostly one and the same number: so much, in their sum. */
const DIAGONALS = 2;
/** Without any one example so much of ⟨A,A⟩ must be left. */
const LEFT = 0.3;

/**
 * Whether float32 products of layer k keep a score right to 1e-6, and its interval with it, as far as nothing but single products is
 * rounded: where one or a few examples are much longer than the rest, or all are nearly at right angles, nearly all of a sum is taken away
 * again, and its rounding stays. What sums of many are rounded by is `sampledRounding`.
 */
export function keepsDigits({ product, parts }: Alignments, { diagonal }: LayerRows, k: number): boolean {
  const self = product(k, k);
  const squares = diagonal.map((value) => value * value);
  if (Math.sqrt(dot(squares, squares)) > DIAGONAL * self || sum(squares) > DIAGONALS * self) return false;
  if (parts === null) return true;
  return productsWithout(parts.rows(k, k), self).every((rest) => rest >= LEFT * self);
}
