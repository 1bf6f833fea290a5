import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { pairScore } from "../measures/cka-map.js";
import { precisionFor } from "../measures/cka-plan.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Acting } from "../sides/functional/basis.js";
import type { Connected } from "../sides/functional/connectivity.js";
import { functionalSide } from "../sides/functional/functional-side.js";
import { below, type Reasoned } from "../sides/reasoned.js";
import type { Level, SweptModel } from "../sides/sparsity/level.js";
import { sparsitySide } from "../sides/sparsity/sparsity-side.js";
import type { LayerTables } from "../sides/static/layer-tables.js";
import { layersOf, type StaticSide, staticSide } from "../sides/static/static-side.js";
import type { Reading } from "./acting.js";
import type { Settings } from "./compare-options.js";
import type { Dense } from "./dense-pass.js";
import { disputedEntries } from "./disputed-entries.js";
import { influentialEntries } from "./influential-entries.js";
import type { Both, Pair } from "./pair.js";
import type { DataEntry, StaticSide as StaticEntry, Vertex } from "./results.js";
import { functionalVertex, sparsityVertex, staticVertex } from "./vertices.js";

/** Everything that was found on one data set. */
export interface Found {
  readonly dataset: Dataset;
  readonly role: "id" | "ood";
  readonly dense: Both<Dense>;
  readonly acting: Acting;
  readonly readings: Both<Reading>;
  readonly connected: Connected;
  /** Ascending from 0. */
  readonly levels: readonly Level[];
  /** Images that pruning was calibrated with. */
  readonly nCalibration: Both<number>;
  /** Why the two were not pruned, where one of them cannot be. */
  readonly unpruned: string | null;
}

/**
 * Turns what was found on one data set into its entry of the results: three sides, three vertices, and a reason for
 * everything that is `null`.
 */
export async function dataEntry(pair: Pair, found: Found, settings: Settings): Promise<DataEntry> {
  const { dataset, dense, acting, readings } = found;
  const { measures, seed, memory, calibrateTemperature } = settings;
  const pairOfLast = [dense.a.penultimate, dense.b.penultimate];
  const penultimate = await pair.matrices.map(pairOfLast, { precision: precisionFor(pairOfLast), memory, seed });
  const layers = await pair.matrices.map(layersOf(dense.a, dense.b), { precision: "float32", memory, seed });
  const scores = { cka: pairScore(penultimate), cells: layers.cells };
  const still = await pair.compute.run(
    staticSide,
    "sides/static/static-side",
    dense.a,
    dense.b,
    measures,
    seed,
    scores,
  );
  const act = functionalSide(acting, found.connected, { n: dataset.n, seed, calibrateTemperature });
  const swept = { a: sweptModel(pair.a, dense.a, readings.a), b: sweptModel(pair.b, dense.b, readings.b) };
  const prune = sparsitySide(found.levels, { ...swept, n: dataset.n, unpruned: found.unpruned });
  const fixed = staticEntry(pair, still, { representation: penultimate.plan, layers: layers.plan });
  const examples = await influentialEntries(dataset, densePair(found.levels));
  const disputed = await disputedEntries(dataset, act.value);
  const s = staticVertex(still.value);
  const f = functionalVertex(act);
  const p = sparsityVertex(prune.robustness);
  return {
    name: dataset.name,
    role: found.role,
    n: dataset.n,
    sampleHash: dataset.sampleHash,
    static: fixed.value,
    functional: { ...act.value, disputed: disputed.value },
    sparsity: { method: settings.prune, nCalibration: found.nCalibration, ...prune.value },
    triangle: { static: s.value.score, functional: f.value.score, sparsity: p.value.score },
    vertices: { static: s.value, functional: f.value, sparsity: p.value },
    examples: examples.value,
    reasons: {
      ...below("static", fixed.reasons),
      ...below("functional", { ...act.reasons, ...disputed.reasons }),
      ...below("sparsity", prune.reasons),
      ...below("triangle", scoreReasons({ static: s, functional: f, sparsity: p })),
      ...below("vertices.static", s.reasons),
      ...below("vertices.functional", f.reasons),
      ...below("vertices.sparsity", p.reasons),
      ...examples.reasons,
    },
  };
}

/** CKA of the two dense networks without each example in turn: level 0 of the sweep has it. */
function densePair([dense]: readonly Level[]): CkaLeaveOneOut {
  if (dense === undefined) throw new RangeError("dataEntry: there is no level 0");
  return dense.pair.cross;
}

/** Side → why its value is null. */
function scoreReasons(vertices: Readonly<Record<string, Reasoned<Vertex>>>): Record<string, string> {
  const why = Object.entries(vertices).flatMap(([side, { reasons }]) =>
    reasons.score === undefined ? [] : [[side, reasons.score]],
  );
  return Object.fromEntries(why);
}

function sweptModel({ model, layers }: TappedModel, dense: Dense, { labels, logits, examples }: Reading): SweptModel {
  const classes = labels === null ? null : (logits(dense)?.columns ?? null);
  return { name: model.name, layers, classes, examples };
}

/** The static side under the fixed names of the results. */
function staticEntry(
  pair: Pair,
  { value, reasons }: Reasoned<StaticSide>,
  plans: StaticEntry["plan"],
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
function bestNames({ a, b }: LayerTables["best"], pair: Pair): StaticEntry["layers"]["best"] {
  const named = (matches: LayerTables["best"]["a"], layers: readonly string[]) =>
    matches.map((match) => match && { layer: layers[match.index] ?? "", score: match.score, pValue: match.pValue });
  return { a: named(a, pair.b.layers), b: named(b, pair.a.layers) };
}
