import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { FunctionalSide } from "../sides/functional/functional-side.js";
import { below, type Reasoned } from "../sides/reasoned.js";
import type { Level, SweptModel } from "../sides/sparsity/level.js";
import { type Sweeps, sparsitySide } from "../sides/sparsity/sparsity-side.js";
import type { LayerTables } from "../sides/static/layer-tables.js";
import type { StaticSide } from "../sides/static/static-side.js";
import type { Reading } from "./acting.js";
import type { Settings } from "./compare-options.js";
import { disputedEntries } from "./disputed-entries.js";
import { influentialEntries } from "./influential-entries.js";
import type { Both } from "./pair.js";
import type { DataEntry, StaticSide as StaticEntry, Vertex } from "./results.js";
import { functionalVertex, sparsityVertex, staticVertex } from "./vertices.js";

/** A network's layers as results name them. */
export type NamedLayers = Pick<TappedModel, "layers" | "penultimate"> & { readonly name: string };

/** Everything that was found on one data set. */
export interface Found {
  readonly dataset: Dataset;
  readonly role: "id" | "ood";
  readonly readings: Both<Reading>;
  readonly still: Reasoned<StaticSide>;
  /** How debiased CKA was computed. */
  readonly plans: StaticEntry["plan"];
  /** Examples that the layer maps are of. */
  readonly nOfMaps: number;
  readonly act: Reasoned<FunctionalSide>;
  /** Ascending from 0. */
  readonly levels: readonly Level[];
  /** What pruning does to each, where it is known already. */
  readonly sweeps?: Sweeps;
  /** Images that pruning was calibrated with. */
  readonly nCalibration: Both<number>;
}

/**
 * Turns what was found on one data set into its entry of the results: three sides, three vertices, and a reason for
 * everything that is `null`.
 */
export async function dataEntry(names: Both<NamedLayers>, found: Found, settings: Settings): Promise<DataEntry> {
  const { dataset, readings, still, act, levels, sweeps } = found;
  const swept = { a: sweptModel(names.a, readings.a), b: sweptModel(names.b, readings.b) };
  const prune = sparsitySide(levels, { ...swept, n: dataset.n }, sweeps);
  const fixed = staticEntry(names, found);
  const examples = await influentialEntries(dataset, densePair(levels));
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

/** What must be known of a model besides its levels. */
export function sweptModel({ name, layers }: NamedLayers, { classes, examples }: Reading): SweptModel {
  return { name, layers, classes, examples };
}

/** The static side under the fixed names of the results. */
function staticEntry(
  pair: Both<NamedLayers>,
  { still: { value, reasons }, plans, nOfMaps: n }: Found,
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
function bestNames({ a, b }: LayerTables["best"], pair: Both<NamedLayers>): StaticEntry["layers"]["best"] {
  const named = (matches: LayerTables["best"]["a"], layers: readonly string[]) =>
    matches.map((match) => match && { layer: layers[match.index] ?? "", score: match.score, pValue: match.pValue });
  return { a: named(a, pair.b.layers), b: named(b, pair.a.layers) };
}
