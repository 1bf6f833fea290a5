/**
 * For each thing the first other one that is at least as good in everything and better in something; `null` for those of the
 * Pareto front, which no other outdoes.
 *
 * @param goods - one row a thing, one number a criterion, larger being better.
 * @example
 * outdoneBy([[1, 2], [2, 1], [1, 1]]); // => [null, null, 0]
 */
export function outdoneBy(goods: readonly (readonly number[])[]): readonly (number | null)[] {
  return goods.map((own) => {
    const at = goods.findIndex(
      (other) =>
        other.every((value, k) => value >= (own[k] ?? Number.NaN)) &&
        other.some((value, k) => value > (own[k] ?? Number.NaN)),
    );
    return at < 0 ? null : at;
  });
}
