import type { Jackknifed } from "../../measures/stats/jackknife.js";
import type { Level } from "../../sides/sparsity/level.js";

/**
 * What the similarity of two networks gained at each level, D(s) = x(s) − x(0), and the same without each example.
 *
 * @param levels - ascending, the first being 0, the dense pair.
 * @returns one a level; `null` where x(s) or x(0) or their leave-one-out values are undefined.
 */
export function gainsOf(levels: readonly Pick<Level, "pair">[]): readonly (Jackknifed | null)[] {
  const before = levels[0]?.pair.cross;
  return levels.map(({ pair: { cross: after } }) => {
    if (!before || before.score === null || after.score === null || !before.leaveOneOut || !after.leaveOneOut)
      return null;
    const dense = before.leaveOneOut;
    const leaveOneOut = after.leaveOneOut.map((value, i) => value - (dense[i] ?? Number.NaN));
    return { score: after.score - before.score, leaveOneOut };
  });
}
