/**
 * P-values adjusted for their number so that any with an adjusted p of at most α is false with a probability of at most α,
 * however they hang together.
 *
 * @param pValues - m p-values, in any order.
 * @returns the adjusted ones in the same order, each in [its p, 1].
 * @throws RangeError where one is not in [0, 1].
 * @see Holm 1979
 * @example
 * holm([0.01, 0.04, 0.03]); // => [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`holm: p is ${bad}, expected a number from 0 to 1`);
  const m = pValues.length;
  const ascending = pValues.map((_, i) => i).sort((i, j) => (pValues[i] ?? 0) - (pValues[j] ?? 0));
  const adjusted = new Array<number>(m).fill(1);
  let most = 0;
  for (const [before, i] of ascending.entries()) {
    most = Math.max(most, Math.min(1, (pValues[i] ?? 1) * (m - before)));
    adjusted[i] = most;
  }
  return adjusted;
}
