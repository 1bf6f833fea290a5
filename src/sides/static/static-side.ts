import type { Matrix } from "../../kernels/matrix.js";
import { layerMap } from "../../measures/layer-map.js";
import type { Score } from "../../measures/score.js";
import { MEASURES, type MeasureName } from "../../measures/table.js";
import { below, type Reasoned } from "../reasoned.js";
import { procrustesMapIsAffordable } from "./procrustes-map-cost.js";

/** What the static side needs of one model: the layers of its map, and the one that stands for it. */
export interface ModelLayers {
  /** Tensor and n × p matrix of each, in graph order. */
  readonly layers: readonly { readonly layer: string; readonly matrix: Matrix }[];
  readonly penultimate: Matrix;
}

/** [i][j]: layer i of A against layer j of B; `null` where the measure is undefined. */
type LayerMap = readonly (readonly (number | null)[])[];

export interface StaticSide {
  /** Scores of the two penultimate layers; `cka`, the side's value, is always among them. */
  readonly scores: { readonly cka: Score } & Readonly<Partial<Record<MeasureName, Score>>>;
  readonly cka: LayerMap;
  /** `null` where it would cost too much and was not asked for. */
  readonly procrustes: LayerMap | null;
}

/**
 * The static side: do two networks represent the same n examples alike?
 *
 * @param a - representations of A: L_A layers and the penultimate one.
 * @param b - representations of B, of the same examples in the same order.
 * @param measures - what to compute of the two penultimate layers; naming procrustes also forces its layer map.
 */
export function staticSide(a: ModelLayers, b: ModelLayers, measures: readonly MeasureName[]): Reasoned<StaticSide> {
  const measure = (name: MeasureName) => MEASURES[name].measure(a.penultimate, b.penultimate);
  const others = measures.filter((name) => name !== "cka").map((name) => [name, measure(name)] as const);
  const scores = { ...Object.fromEntries(others), cka: measure("cka") };
  const why = Object.entries(scores).flatMap(([name, score]) => Object.entries(below(`scores.${name}`, score.reasons)));
  const xs = a.layers.map(({ matrix }) => matrix);
  const ys = b.layers.map(({ matrix }) => matrix);
  const affordable = procrustesMapIsAffordable(xs, ys) || measures.includes("procrustes");
  const maps = {
    cka: layerMap(MEASURES.cka, xs, ys),
    procrustes: affordable ? layerMap(MEASURES.procrustes, xs, ys) : null,
  };
  return {
    value: { scores, ...maps },
    reasons: {
      ...Object.fromEntries(why),
      ...emptyCells("cka", maps.cka),
      ...(maps.procrustes === null
        ? { procrustes: "too costly for layers this wide; asking for the measure procrustes computes it" }
        : emptyCells("procrustes", maps.procrustes)),
    },
  };
}

function emptyCells(path: string, map: LayerMap): Record<string, string> {
  const empty = map.flatMap((row, i) => row.flatMap((cell, j) => (cell === null ? [`${path}.${i}.${j}`] : [])));
  return Object.fromEntries(empty.map((cell) => [cell, "undefined: a layer does not vary over these examples"]));
}
