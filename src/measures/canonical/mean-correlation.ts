import { complement } from "../../kernels/complement.js";
import { gatheredRows } from "../../kernels/gathered.js";
import { crossProduct } from "../../kernels/products.js";
import { nuclearNorm } from "../../kernels/singular-values.js";
import type { CanonicalSide } from "./canonical-sides.js";

/** What is not in either space pays where it makes matrices this much smaller, and in so many scores: finding it costs a few. */
const [SMALLER, OFTEN] = [2, 8];

/** The mean of the min(r_x, r_y) singular values of Q_x'Q_y. */
export function meanCorrelation({ basis: x }: CanonicalSide, { basis: y }: CanonicalSide): number {
  return nuclearNorm(crossProduct(x, y)) / Math.min(x.columns, y.columns);
}

/**
 * The same with the examples of y in other orders.
 *
 * Two spaces of n − 1 dimensions' r_x and r_y have the same angles between them, but for right and zero ones, as what is
 * orthogonal to one of them has with what is orthogonal to the other: the sum of their cosines exceeds that of the
 * complements' by r_x + r_y − (n − 1). Where both are large, the complements are small.
 *
 * @see Björck & Golub 1973; Knyazev & Argentati 2006
 */
export function permutedCorrelations(x: CanonicalSide, y: CanonicalSide, orders: readonly Uint32Array[]): Float64Array {
  const [dimensions, rankX, rankY] = [x.n - 1, x.basis.columns, y.basis.columns];
  const pays = SMALLER * (dimensions - rankX) * (dimensions - rankY) < rankX * rankY && orders.length >= OFTEN;
  const [besideX, besideY] = pays ? [complement(x.basis), complement(y.basis)] : [null, null];
  if (besideX === null || besideY === null)
    return Float64Array.from(orders, (order) => meanCorrelation(x, { ...y, basis: gatheredRows(y.basis, order) }));
  const more = rankX + rankY - dimensions;
  return Float64Array.from(orders, (order) => {
    const shared = nuclearNorm(crossProduct(besideX, gatheredRows(besideY, order)));
    return (shared + more) / Math.min(rankX, rankY);
  });
}
