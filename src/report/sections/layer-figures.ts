import type { DataEntry } from "../../study/results.js";
import { dataName } from "../data-name.js";
import type { Figure } from "../figure-block.js";
import { type LayerMap, layerMap } from "../figures/layer-map.js";
import { fixed, intervalText, pValueText } from "../format.js";

/** The maps there are, by the measure that is switched to. */
export const MAPS = {
  cka: "CKA",
  procrustes: "Procrustes similarity",
  "within-a": "CKA within A",
  "within-b": "CKA within B",
} as const;

export type MapName = keyof typeof MAPS;

/** As measured, or with what chance gives taken off; the maps of a network with itself know no chance. */
export const SCALES = { raw: "as measured", above: "above chance" } as const;

type Scale = keyof typeof SCALES;

/** A layer map of one data set. */
export interface LayerFigure extends Figure {
  readonly map: MapName;
  /** Null where both scales are the same map. */
  readonly scale: Scale | null;
  /** The values drawn. */
  readonly values: LayerMap["values"];
}

type Grid = LayerMap["values"];

/** From here on a cell is not told from unrelated layers. */
const SIGNIFICANT = 0.05;

/** The maps of a data set, those that are defined. */
export function layerFigures(entry: DataEntry, k: number): LayerFigure[] {
  const { a, b, cka, procrustes, chance, self } = entry.static.layers;
  const made = (map: MapName, scale: Scale | null, drawn: LayerMap): LayerFigure => ({
    ...{ map, scale, values: drawn.values },
    name: [`layers-${map}`, ...(scale === "above" ? ["above-chance"] : []), dataName(entry, k)].join("-"),
    ...layerMap(drawn),
  });
  const pair = { of: ["A", "B"], rows: a, columns: b, struck: null } as const;
  const ofCka = cka && { ...pair, measure: "CKA", values: cka, beside: ckaBeside(entry) };
  const ofProcrustes = procrustes && {
    ...{ ...pair, measure: MAPS.procrustes, values: procrustes },
    beside: [{ name: "chance", of: texts(chance.procrustes ?? [], fixed) }],
  };
  const within = { struck: null, beside: [], measure: "CKA" };
  return [
    ...(ofCka ? [made("cka", "raw", ofCka), made("cka", "above", { ...ofCka, struck: notTold(entry) })] : []),
    ...(ofProcrustes ? [made("procrustes", "raw", ofProcrustes)] : []),
    ...(ofProcrustes && chance.procrustes
      ? [made("procrustes", "above", { ...ofProcrustes, ...corrected(ofProcrustes, chance.procrustes) })]
      : []),
    made("within-a", null, { ...within, of: ["A", "A"], rows: a, columns: a, values: self.a }),
    made("within-b", null, { ...within, of: ["B", "B"], rows: b, columns: b, values: self.b }),
  ];
}

function ckaBeside({ static: { layers } }: DataEntry): LayerMap["beside"] {
  return [
    { name: "95% interval", of: layers.interval.map((row) => row.map((of) => of && intervalText(of))) },
    { name: "p, corrected for all cells,", of: texts(layers.adjusted, pValueText) },
  ];
}

function notTold({ static: { layers } }: DataEntry): LayerMap["struck"] {
  return layers.adjusted.map((row) => row.map((p) => p !== null && p > SIGNIFICANT));
}

/** (s − chance)/(1 − chance): 0 is chance, 1 stays 1. */
function corrected({ values, beside, measure }: Pick<LayerMap, "values" | "beside" | "measure">, chance: Grid) {
  const above = values.map((row, i) =>
    row.map((value, j) => {
      const expected = chance[i]?.[j] ?? null;
      return value === null || expected === null || expected >= 1 ? null : (value - expected) / (1 - expected);
    }),
  );
  return {
    measure: `${measure} above chance`,
    values: above,
    beside: [{ name: "as measured", of: texts(values, fixed) }, ...beside],
  };
}

function texts(grid: Grid, format: (value: number) => string): (string | null)[][] {
  return grid.map((row) => row.map((value) => (value === null ? null : format(value))));
}
