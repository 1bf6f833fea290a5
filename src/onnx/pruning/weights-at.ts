/**
 * How many of n weights a sparsity makes zero: floor(sparsity · n), where a product that is a whole number but for the rounding
 * of binary numbers is that number: 0.29 · 100 comes out as 28.999999999999996.
 *
 * @throws RangeError where the sparsity is not in [0, 1).
 * @example
 * weightsAt(0.29, 100); // => 29
 * weightsAt(0.5, 7); // => 3
 */
export function weightsAt(sparsity: number, n: number): number {
  if (!(sparsity >= 0 && sparsity < 1)) throw new RangeError(`prune: sparsity ${sparsity} is not in [0, 1)`);
  const product = sparsity * n;
  const nearest = Math.round(product);
  // Half a last place each for the sparsity and for the product.
  return Math.abs(product - nearest) <= Number.EPSILON * product ? nearest : Math.floor(product);
}
