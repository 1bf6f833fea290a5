import type { Matrix } from "../../kernels/matrix.js";
import type { CkaCell } from "../../measures/cka-cells.js";
import type { Score } from "../../measures/score.js";
import { MEASURES, type MeasureName } from "../../measures/table.js";
import { below, type Reasoned } from "../reasoned.js";
import { type LayerTables, layerTables, type Maxima, type Table } from "./layer-tables.js";
import { type ProcrustesMap, procrustesMap } from "./procrustes-map.js";

/** What the static side needs of one model: the layers of its map, and the one that stands for it. */
export interface ModelLayers {
  /** Tensor and n × p matrix of each, in graph order. */
  readonly layers: readonly { readonly layer: string; readonly matrix: Matrix }[];
  readonly penultimate: Matrix;
}

export interface StaticSide {
  /** Scores of the two penultimate layers; `cka`, the side's value, is always among them. */
  readonly scores: { readonly cka: Score } & Readonly<Partial<Record<MeasureName, Score>>>;
  readonly layers: LayerTables;
  readonly procrustes: ProcrustesMap;
}

/** Debiased CKA, computed elsewhere. */
export interface CkaScores {
  /** Of the two penultimate layers. */
  readonly cka: Score;
  /** Of the layers of A and then of B with each other. */
  readonly cells: readonly (readonly CkaCell[])[];
}

/** What is measured of two networks besides debiased CKA. */
export interface StaticMeasures {
  readonly scores: Readonly<Partial<Record<MeasureName, Score>>>;
  readonly procrustes: Reasoned<ProcrustesMap>;
}

/**
 * The static side: do two networks represent the same n examples alike?
 *
 * @param a - representations of A: L_A layers and the penultimate one.
 * @param b - representations of B, of the same examples in the same order.
 * @param measures - what to compute of the two penultimate layers; naming procrustes also forces its layer map.
 * @param seed - of the draws behind the p-values of best matches and the chance of the Procrustes map.
 * @param cka - debiased CKA of all of them.
 */
export function staticSide(
  a: ModelLayers,
  b: ModelLayers,
  measures: readonly MeasureName[],
  seed: number,
  cka: CkaScores,
): Reasoned<StaticSide> {
  const xs = a.layers.map(({ matrix }) => matrix);
  const ys = b.layers.map(({ matrix }) => matrix);
  const procrustes = procrustesMap(xs, ys, { forced: measures.includes("procrustes"), seed });
  return staticSideOf(
    { scores: otherScores(a.penultimate, b.penultimate, measures), procrustes },
    cka,
    xs.length,
    seed,
  );
}

/** Scores of the two penultimate layers by every measure but `cka`. */
export function otherScores(x: Matrix, y: Matrix, measures: readonly MeasureName[]): StaticMeasures["scores"] {
  const others = measures.filter((name) => name !== "cka");
  return Object.fromEntries(others.map((name) => [name, MEASURES[name].measure(x, y)]));
}

/**
 * The static side of what was measured before.
 *
 * @param ofA - L_A.
 * @param maxima - the draws behind the p-values of best matches, where they were made before.
 */
export function staticSideOf(
  measured: StaticMeasures,
  { cka, cells }: CkaScores,
  ofA: number,
  seed: number,
  maxima?: Maxima,
): Reasoned<StaticSide> {
  const scores = { ...measured.scores, cka };
  const why = Object.entries(scores).flatMap(([name, score]) => Object.entries(below(`scores.${name}`, score.reasons)));
  const layers = layerTables(cells, ofA, seed, maxima);
  return {
    value: { scores, layers, procrustes: measured.procrustes.value },
    reasons: { ...Object.fromEntries(why), ...tableReasons(layers, cells, ofA), ...measured.procrustes.reasons },
  };
}

/** The layers of A and then those of B, as the map has them. */
export function layersOf(a: ModelLayers, b: ModelLayers): readonly Matrix[] {
  return [...a.layers, ...b.layers].map(({ matrix }) => matrix);
}

/** Why single values of the tables are null: what `cka` says of the pair. */
function tableReasons(
  { cka, interval, pValue, adjusted, self, best }: LayerTables,
  cells: readonly (readonly CkaCell[])[],
  ofA: number,
): Record<string, string> {
  const reasons: Record<string, string> = {};
  const explain = (
    path: string,
    table: Table<unknown>,
    field: keyof CkaCell["reasons"],
    row: number,
    column: number,
  ) => {
    for (const [i, values] of table.entries())
      for (const [j, value] of values.entries()) {
        const why = cells[row + i]?.[column + j]?.reasons;
        if (value === null) reasons[`${path}.${i}.${j}`] = why?.[field] ?? why?.score ?? "undefined";
      }
  };
  explain("cka", cka, "score", 0, ofA);
  explain("interval", interval, "interval", 0, ofA);
  explain("pValue", pValue, "pValue", 0, ofA);
  explain("adjusted", adjusted, "pValue", 0, ofA);
  explain("self.a", self.a, "score", 0, 0);
  explain("self.b", self.b, "score", ofA, ofA);
  for (const [side, matches] of Object.entries(best))
    for (const [i, match] of matches.entries())
      if (match === null) reasons[`best.${side}.${i}`] = "every cell of its row is undefined";
  return reasons;
}
