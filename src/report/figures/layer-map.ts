import * as Plot from "@observablehq/plot";
import { DASH, fixed, isolate } from "../format.js";
import { ink } from "../palette.js";
import { shortenNames } from "../shorten-names.js";
import { colourLegend } from "./colour-legend.js";
import { axisNames, corner, indices } from "./matrix-labels.js";
import { plotSvg } from "./plot-svg.js";
import { similarityColour, similarityContrast } from "./similarity-colour.js";

/** A similarity of every layer of A (rows, i) with every layer of B (columns, j). */
export interface LayerMap {
  /** The measure's name as a reader knows it. */
  readonly measure: string;
  /** Full names of A's layers, from input to output. */
  readonly a: readonly string[];
  /** Full names of B's layers. */
  readonly b: readonly string[];
  /** `[i][j]`, in [−1, 1]; null where undefined. */
  readonly values: readonly (readonly (number | null)[])[];
  /** What unrelated layers give, `[i][j]`; null where it is not known at all. */
  readonly chance: readonly (readonly (number | null)[])[] | null;
}

/** The cell of layer i of A and layer j of B. */
interface Cell {
  readonly i: number;
  readonly j: number;
  readonly value: number | null;
}

interface KnownCell extends Cell {
  readonly value: number;
}

const SIZE = 28;
const CHARACTER = 6.6;
const TOP = 58;
/** Room that the legend needs above a map of few layers. */
const LEGEND_WIDTH = 400;

/**
 * The layer map as a heatmap: viridis from 0 to 1, grey below 0 with a minus sign, a dot on the best match of each row,
 * a dash where there is no value. Axes carry short names; each cell's and each name's tooltip has them in full.
 *
 * @param map - the similarities and the layers' names.
 * @returns an SVG element that stands alone, its legend included.
 * @example
 * const map = { measure: "CKA", a: ["conv"], b: ["conv"], values: [[0.5]], chance: null };
 * layerMap(map).includes("CKA 0.500</title>"); // => true
 */
export function layerMap(map: LayerMap): string {
  const [rows, columns] = [shortenNames(map.a), shortenNames(map.b)];
  const [left, bottom] = [margin(rows), margin(columns)];
  const cells = map.values.flatMap((row, i) => row.map((value, j): Cell => ({ i, j, value })));
  const known = cells.filter(isKnown);
  const inner = left + SIZE * map.b.length;
  const right = Math.max(12, LEGEND_WIDTH - inner);
  return plotSvg({
    ariaLabel: summary(map),
    width: inner + right,
    height: TOP + SIZE * map.a.length + bottom,
    marginTop: TOP,
    marginRight: right,
    marginBottom: bottom,
    marginLeft: left,
    x: { domain: indices(map.b), padding: 0, axis: null },
    y: { domain: indices(map.a), padding: 0, axis: null },
    marks: [
      corner("A ↓", "top-left", { dy: -12, fill: ink("a") }),
      corner("B →", "bottom-left", { dy: 18, fill: ink("b") }),
      axisNames("y", map.a, rows),
      axisNames("x", map.b, columns),
      Plot.cell(known, { x: "j", y: "i", fill: fillOf, title: (cell: Cell) => tooltip(map, cell), inset: 0.5 }),
      sign(cells, map),
      Plot.dot(bestOfRows(map.values), { x: "j", y: "i", r: 3.5, fill: contrastOf, pointerEvents: "none" }),
      colourLegend(Math.min(0, ...known.map(({ value }) => value)), left),
    ],
  });
}

/**
 * The cell of each row with the largest value, the first of equal ones; rows without any value have none.
 *
 * @example
 * bestOfRows([[0.2, 0.9], [null, null]]); // => [{ i: 0, j: 1, value: 0.9 }]
 */
export function bestOfRows(values: readonly (readonly (number | null)[])[]): KnownCell[] {
  return values.flatMap((row, i) => {
    const best = Math.max(...row.map((value) => value ?? -Infinity));
    return best === -Infinity ? [] : [{ i, j: row.indexOf(best), value: best }];
  });
}

/** A minus sign where a value prints as negative, a dash where there is none. */
function sign(cells: readonly Cell[], map: LayerMap): Plot.Markish {
  const marked = cells.filter(({ value }) => value === null || fixed(value).startsWith("−"));
  return Plot.text(marked, {
    x: "j",
    y: "i",
    text: ({ value }: Cell) => (value === null ? DASH : "−"),
    fill: (cell: Cell) => (isKnown(cell) ? contrastOf(cell) : ink("muted")),
    title: (cell: Cell) => tooltip(map, cell),
  });
}

function tooltip({ measure, a, b, chance }: LayerMap, { i, j, value }: Cell): string {
  const expected = chance?.[i]?.[j];
  const beside = expected == null ? "" : ` (chance ${fixed(expected)})`;
  return `A ${isolate(a[i] ?? "")}\nB ${isolate(b[j] ?? "")}\n${measure} ${value === null ? DASH : fixed(value)}${beside}`;
}

function summary({ measure, a, b, values }: LayerMap): string {
  const known = values.flat().filter((value) => value !== null);
  const range = known.length === 0 ? "no values" : `from ${fixed(Math.min(...known))} to ${fixed(Math.max(...known))}`;
  return `${measure} of ${a.length} layers of A (rows) with ${b.length} layers of B (columns), ${range}`;
}

function isKnown(cell: Cell): cell is KnownCell {
  return cell.value !== null;
}

function fillOf({ value }: KnownCell): string {
  return similarityColour(value);
}

function contrastOf({ value }: KnownCell): string {
  return similarityContrast(value);
}

function margin(labels: readonly string[]): number {
  return Math.ceil(Math.max(0, ...labels.map((label) => Array.from(label).length)) * CHARACTER) + 18;
}
