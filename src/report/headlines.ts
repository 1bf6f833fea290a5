import { fixed } from "./format.js";
import { type Side, type TriangleEntry, vertexReason } from "./sentences.js";

/**
 * What a side found, in a few plain words.
 *
 * @returns one sentence, plain text, not escaped.
 */
export function headline(entry: TriangleEntry, side: Side): string {
  const { kind, score, chance, interval } = entry.vertices[side];
  if (score === null) return `No value: ${vertexReason(entry, side, "score")}.`;
  const above = chance === null || chance >= 1 ? null : (score - chance) / (1 - chance);
  const untold = chance !== null && ((interval !== null && interval[0] <= chance) || score <= chance);
  switch (kind) {
    case "cka":
      return untold
        ? "Their last representations are no more alike than unrelated ones."
        : `Their last representations are ${whole(score)} of the way from unrelated to the same geometry.`;
    case "predictive":
      return untold || above === null
        ? "Their predictions are no more alike than chance."
        : `Their predictions are ${whole(above)} of the way from chance to the same.`;
    case "lmc":
      return `On the way between their weights, networks ${lost(score)}.`;
    case "robustness":
      return `Pruned alike, they drift from their dense selves ${fixed(1 - score)} apart on average, of 1 at most.`;
  }
}

function lost(lmc: number): string {
  if (lmc >= 0.995) return "work as well as the two themselves";
  if (lmc <= 0.005) return "fail: at worst all accuracy above guessing is lost";
  return `lose up to ${whole(1 - lmc)} of the accuracy above guessing`;
}

function whole(share: number): string {
  return `${fixed(100 * share, 0)}%`;
}
