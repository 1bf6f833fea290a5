import type { Reasoned } from "../sides/reasoned.js";
import type { LayerTables } from "../sides/static/layer-tables.js";
import type { Found } from "./found.js";
import type { Both } from "./pair.js";
import type { StaticSide as StaticEntry } from "./results.js";

/** What the layers of one side are called. */
export interface LayerNames {
  readonly layers: readonly string[];
  readonly penultimate: string;
}

/** The static side under the fixed names of the results. */
export function staticEntry(
  pair: Both<LayerNames>,
  { still: { value, reasons }, plans, nOfMaps: n }: Pick<Found, "still" | "plans" | "nOfMaps">,
): Reasoned<StaticEntry> {
  const plain = Object.entries(value.scores).map(([name, { reasons: _, ...score }]) => [name, score]);
  const scores = Object.fromEntries(plain);
  const renamed = Object.entries(reasons).flatMap(([path, reason]) => {
    if (path.startsWith("scores.")) return [[path.replace("scores", "representation"), reason]];
    const cell = [`layers.${path}`, reason];
    return path.startsWith("cka.") ? [cell, [`layers.chance.${path}`, reason]] : [cell];
  });
  return {
    value: {
      plan: plans,
      representation: { ...scores, a: pair.a.penultimate, b: pair.b.penultimate },
      layers: {
        n,
        a: [...pair.a.layers],
        b: [...pair.b.layers],
        ...value.layers,
        best: bestNames(value.layers.best, pair),
        procrustes: value.procrustes.scores,
        chance: {
          // Debiased CKA of unrelated layers is 0 on average, whatever their widths.
          cka: value.layers.cka.map((row) => row.map((cell) => (cell === null ? null : 0))),
          procrustes: value.procrustes.chance,
        },
        draws: { procrustes: value.procrustes.draws },
      },
    },
    reasons: Object.fromEntries(renamed),
  };
}

/** Best matches by the names of the layers. */
function bestNames({ a, b }: LayerTables["best"], pair: Both<LayerNames>): StaticEntry["layers"]["best"] {
  const named = (matches: LayerTables["best"]["a"], layers: readonly string[]) =>
    matches.map((match) => match && { layer: layers[match.index] ?? "", score: match.score, pValue: match.pValue });
  return { a: named(a, pair.b.layers), b: named(b, pair.a.layers) };
}
