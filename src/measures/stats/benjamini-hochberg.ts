/**
 * P-values adjusted for their number so that, of the discoveries with an adjusted p of at most α, a share of at most α is
 * false on average.
 *
 * @param pValues - m p-values, in any order.
 * @returns the adjusted ones in the same order, each in [its p, 1].
 * @throws RangeError where one is not in [0, 1].
 * @see Benjamini & Hochberg 1995
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // => [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`benjaminiHochberg: p is ${bad}, expected a number from 0 to 1`);
  const m = pValues.length;
  const descending = pValues.map((_, i) => i).sort((i, j) => (pValues[j] ?? 0) - (pValues[i] ?? 0));
  const adjusted = new Array<number>(m).fill(1);
  let least = 1;
  for (const [above, i] of descending.entries()) {
    least = Math.min(least, (pValues[i] ?? 1) * (m / (m - above)));
    adjusted[i] = least;
  }
  return adjusted;
}
