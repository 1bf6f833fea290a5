/** Examples whose squared lengths, 1 on average, lie so near to each other may be one and the same point. */
const NEAR = 1e-3;
/** So large a share of the examples adds up, and of so few nothing does. */
const SHARE = 0.05;
const FEW = 8;

/**
 * Whether many examples may be alike, by their squared lengths: those of a layer that is dead for most of them, or in a few clusters.
 * Entries of such a Gram matrix are one number over and over, which float32 rounds alike and adds up with an error that grows.
 */
export function hasLookalikes(squaredNorms: Float64Array): boolean {
  const sorted = squaredNorms.slice().sort();
  const many = Math.max(FEW, Math.ceil(SHARE * sorted.length));
  return sorted.some((length, i) => (sorted[i + many - 1] ?? Number.POSITIVE_INFINITY) - length < NEAR);
}
