/**
 * Rousseeuw's silhouette of each thing in its group: (b − a)/max(a, b), a its mean distance to the others of its group, b
 * the mean distance to the nearest other group.
 *
 * @param distances - m × m.
 * @param groups - of each thing.
 * @returns in [−1, 1]: 1 far from every other group, 0 between two, below 0 nearer to another one; 0 for one that is alone
 *   in its group or at distance 0 from its own and from another.
 * @throws RangeError for fewer than two groups.
 * @see Rousseeuw 1987
 * @example
 * silhouettes([[0, 1, 4], [1, 0, 2], [4, 2, 0]], ["a", "a", "b"]); // => [0.75, 0.5, 0]
 */
export function silhouettes(
  distances: readonly (readonly number[])[],
  groups: readonly (string | number)[],
): readonly number[] {
  const names = [...new Set(groups)];
  if (names.length < 2) throw new RangeError(`silhouettes: ${names.length} groups, expected at least 2`);
  const members = new Map(names.map((name) => [name, groups.flatMap((group, i) => (group === name ? [i] : []))]));
  return distances.map((row, i) => {
    const own = members.get(groups[i] ?? "") ?? [];
    if (own.length === 1) return 0;
    const away = (others: readonly number[]) => others.reduce((sum, j) => sum + (j === i ? 0 : (row[j] ?? 0)), 0);
    const a = away(own) / (own.length - 1);
    const b = Math.min(
      ...names.flatMap((name) => {
        const others = members.get(name) ?? [];
        return name === groups[i] ? [] : [away(others) / others.length];
      }),
    );
    const most = Math.max(a, b);
    return most === 0 ? 0 : (b - a) / most;
  });
}
