import type { StudyPair } from "../../study/results/study.js";

/** The id of a pair's row on the page. */
export function pairId(index: number): string {
  return `pair-${index + 1}`;
}

/**
 * Where the page of a pair's comparison is, seen from the study's; null where there is none.
 *
 * @example
 * pairPage({ comparison: "pairs/a b+c/results.json" }); // => "pairs/a%20b%2Bc/index.html"
 */
export function pairPage({ comparison }: Pick<StudyPair, "comparison">): string | null {
  if (comparison === null) return null;
  const folders = comparison.split("/").slice(0, -1);
  return [...folders, "index.html"].map(encodeURIComponent).join("/");
}
