import { addProductRowSums, type UpperBlock, withPairSums } from "../../kernels/upper-blocks.js";
import { dot, zipWith } from "../../kernels/vector.js";

/** ⟨A,B⟩, entry by entry. */
export function entryProduct(a: Iterable<UpperBlock>, b: Iterable<UpperBlock>): number {
  let total = 0;
  for (const [left, right] of pairs(a, b)) total += dot(left.entries.data, right.entries.data);
  return 2 * total;
}

/** t = (A∘B)1, entry by entry. */
export function entryRowProducts(a: Iterable<UpperBlock>, b: Iterable<UpperBlock>, n: number): Float64Array {
  const sums = new Float64Array(n);
  for (const [left, right] of pairs(a, b)) addProductRowSums(sums, left, right);
  return sums;
}

/** Σ_j K_ij² for each i, from K_ij = A_ij − α_i − α_j and K_ii = k_i. */
export function entryGramRowNorms(
  a: Iterable<UpperBlock>,
  squaredNorms: Float64Array,
  shifts: Float64Array,
): Float64Array {
  const back = shifts.map((alpha) => -alpha);
  const sums = new Float64Array(shifts.length);
  for (const block of a) {
    const gramEntries = withPairSums(block, back);
    addProductRowSums(sums, gramEntries, gramEntries);
  }
  return zipWith((off, k) => off + k * k, sums, squaredNorms);
}

function* pairs<T>(a: Iterable<T>, b: Iterable<T>): Iterable<readonly [T, T]> {
  const others = b[Symbol.iterator]();
  for (const left of a) {
    const right = others.next();
    if (!right.done) yield [left, right.value];
  }
}
