import { dot, sum } from "../../kernels/vector.js";
import type { Alignments } from "./alignments.js";
import type { LayerRows } from "./layer-rows.js";
import { hasLookalikes } from "./lookalikes.js";
import { productsWithout } from "./products-without.js";
import { sampledRounding } from "./sampled-rounding.js";

/**
 * What the diagonals' squares, of which each is wrong by some 1e-6 of itself, may add to ⟨A,A⟩ before they are taken away:
 * so much of it, in the root of the sum of their squares.
 */
const DIAGONAL = 0.3;
/** The same where all are wrong alike, as those of features that are mostly one and the same number: so much, in their sum. */
const DIAGONALS = 2;
/** Without any one example so much of ⟨A,A⟩ must be left. */
const LEFT = 0.3;
/** So far ⟨A,A⟩ may be from what float64 gives, as a share of it; without lookalikes it is half as far. */
const ROUNDED = 8e-7;

/**
 * Whether float32 products of layer k keep a score right to 1e-6, and its interval with it: where one or a few examples
 * are much longer than the rest, or all are nearly at right angles, nearly all of a sum is taken away again, and its rounding stays;
 * where many examples are alike, entries are rounded alike.
 *
 * @param areEntries - whether products are sums over entries: over features lookalikes add up to no more than others do.
 */
export function keepsDigits({ product, parts }: Alignments, layer: LayerRows, k: number, areEntries: boolean): boolean {
  const self = product(k, k);
  const squares = layer.diagonal.map((value) => value * value);
  if (Math.sqrt(dot(squares, squares)) > DIAGONAL * self || sum(squares) > DIAGONALS * self) return false;
  const isAlike = areEntries && hasLookalikes(layer.squaredNorms);
  if (parts === null) return !isAlike;
  const rows = parts.rows(k, k);
  if (isAlike && !(sampledRounding(layer, rows) <= ROUNDED)) return false;
  return productsWithout(rows, self).every((rest) => rest >= LEFT * self);
}
