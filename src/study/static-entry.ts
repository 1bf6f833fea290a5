import { pairScore } from "../measures/cka-map.js";
import { precisionFor } from "../measures/cka-plan.js";
import type { ComputeThread } from "../runtime/compute-thread.js";
import type { MatrixThread } from "../runtime/matrix-thread.js";
import type { Reasoned } from "../sides/reasoned.js";
import type { LayerTables } from "../sides/static/layer-tables.js";
import { layersOf, type ModelLayers, type StaticSide, staticSide } from "../sides/static/static-side.js";
import type { Settings } from "./compare-options.js";
import type { Both } from "./pair.js";
import type { StaticSide as StaticEntry, Vertex } from "./results.js";
import { staticVertex } from "./vertices.js";

/** What the layers of one side are called. */
export interface LayerNames {
  readonly layers: readonly string[];
  readonly penultimate: string;
}

/** The threads that measure. */
export interface Threads {
  readonly compute: ComputeThread;
  readonly matrices: MatrixThread;
}

/** Measures how alike two sides represent the same examples: the static side of the results, and its vertex. */
export async function staticEntry(
  { compute, matrices }: Threads,
  names: Both<LayerNames>,
  found: Both<ModelLayers>,
  { measures, seed, memory }: Pick<Settings, "measures" | "seed" | "memory">,
): Promise<Reasoned<StaticEntry> & { readonly vertex: Reasoned<Vertex> }> {
  const pairOfLast = [found.a.penultimate, found.b.penultimate];
  const penultimate = await matrices.map(pairOfLast, { precision: precisionFor(pairOfLast), memory, seed });
  const layers = await matrices.map(layersOf(found.a, found.b), { precision: "float32", memory, seed });
  const scores = { cka: pairScore(penultimate), cells: layers.cells };
  const still = await compute.run(staticSide, "sides/static/static-side", found.a, found.b, measures, seed, scores);
  const plans = { representation: penultimate.plan, layers: layers.plan };
  return { ...renamed(names, still, plans), vertex: staticVertex(still.value) };
}

/** The static side under the fixed names of the results. */
function renamed(
  pair: Both<LayerNames>,
  { value, reasons }: Reasoned<StaticSide>,
  plans: StaticEntry["plan"],
): Reasoned<StaticEntry> {
  const plain = Object.entries(value.scores).map(([name, { reasons: _, ...score }]) => [name, score]);
  const scores = Object.fromEntries(plain);
  const paths = Object.entries(reasons).flatMap(([path, reason]) => {
    if (path.startsWith("scores.")) return [[path.replace("scores", "representation"), reason]];
    const cell = [`layers.${path}`, reason];
    return path.startsWith("cka.") ? [cell, [`layers.chance.${path}`, reason]] : [cell];
  });
  return {
    value: {
      plan: plans,
      representation: { ...scores, a: pair.a.penultimate, b: pair.b.penultimate },
      layers: {
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
    reasons: Object.fromEntries(paths),
  };
}

/** Best matches by the names of the layers. */
function bestNames({ a, b }: LayerTables["best"], pair: Both<LayerNames>): StaticEntry["layers"]["best"] {
  const named = (matches: LayerTables["best"]["a"], layers: readonly string[]) =>
    matches.map((match) => match && { layer: layers[match.index] ?? "", score: match.score, pValue: match.pValue });
  return { a: named(a, pair.b.layers), b: named(b, pair.a.layers) };
}
