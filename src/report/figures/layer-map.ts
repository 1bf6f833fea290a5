import type { Figure } from "../figure-block.js";
import { DASH, fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { type Ink, ink } from "../palette.js";
import type { Reading } from "../reading.js";
import { shortenNames } from "../shorten-names.js";
import { colourLegend } from "./colour-legend.js";
import { type MatrixCell, matrixLeft, matrixSvg, TOP } from "./matrix-svg.js";
import { similarityColour, similarityContrast } from "./similarity-colour.js";

/** A similarity of every layer of one network (rows, i) with every layer of another, or of itself (columns, j). */
export interface LayerMap {
  /** The measure's name as a reader knows it. */
  readonly measure: string;
  /** Whose layers the rows and the columns are. */
  readonly of: readonly ["A" | "B", "A" | "B"];
  /** Full names of the rows' layers, from input to output. */
  readonly rows: readonly string[];
  /** Full names of the columns' layers. */
  readonly columns: readonly string[];
  /** `[i][j]`, in [−1, 1]; null where undefined. */
  readonly values: readonly (readonly (number | null)[])[];
  /** `[i][j]`: whether the cell is struck out, because unrelated layers come as far. */
  readonly struck: readonly (readonly boolean[])[] | null;
  /** What is read of a cell beside its value. */
  readonly beside: Reading["lines"];
}

/** A cell of a map that has a value. */
interface KnownCell {
  readonly i: number;
  readonly j: number;
  readonly value: number;
}

const SIZE = 28;

/**
 * The layer map as a heatmap: viridis from 0 to 1, grey below 0 with a minus sign, a dot on the best match of each row and
 * a line through these, a dash where there is no value. Of a network with itself there is neither dot nor line. Axes carry
 * short names, the reading has them in full.
 *
 * @param map - the similarities and the layers' names.
 * @returns an SVG element that stands alone, its legend included, and what is read in it.
 * @example
 * const one = { rows: ["conv"], columns: ["conv"], values: [[0.5]] };
 * const map = { measure: "CKA", of: ["A", "B"], ...one, struck: null, beside: [] };
 * layerMap(map).reading.lines[0]; // => { name: "CKA", of: [["0.500"]] }
 */
export function layerMap(map: LayerMap): Required<Pick<Figure, "svg" | "reading">> {
  const { rows, columns, of, values } = map;
  const best = of[0] === of[1] ? [] : bestOfRows(values);
  const low = Math.min(0, ...values.flat().map((value) => value ?? 0));
  const axes = {
    rows: { title: `${of[0]} ↓`, ink: inkOf(of[0]), full: rows, short: shortenNames(rows) },
    columns: { title: `${of[1]} →`, ink: inkOf(of[1]), full: columns, short: shortenNames(columns) },
  };
  const svg = matrixSvg({
    label: summary(map),
    ...axes,
    size: SIZE,
    cells: values.map((row, i) => row.map((value, j) => cellOf(value, map.struck?.[i]?.[j] === true))),
    over: bestMarks(best),
    legend: colourLegend(low, best.length > 0 ? { dot: "best match in its row" } : { colour: "" }),
  });
  return { svg, reading: readingOf(map, matrixLeft(axes.rows, axes.columns)) };
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

/** A minus sign where a value prints as negative, a dash where there is none, a cross where it is struck out. */
function cellOf(value: number | null, struck: boolean): MatrixCell {
  if (value === null) return { fill: null, text: DASH, ink: ink("muted") };
  const look = { fill: similarityColour(value), ink: similarityContrast(value) };
  if (struck) return { ...look, text: "×" };
  return fixed(value).startsWith("−") ? { ...look, text: "−" } : look;
}

function bestMarks(best: readonly KnownCell[]): Markup {
  const at = ({ i, j }: KnownCell) => `${(j + 0.5) * SIZE},${(i + 0.5) * SIZE}`;
  const dots = best.map((cell) => {
    const [x, y] = at(cell).split(",");
    return markup`<circle cx="${x ?? 0}" cy="${y ?? 0}" r="3.5" fill="${similarityContrast(cell.value)}"/>`;
  });
  const line = markup`<path d="M${best.map(at).join("L")}" fill="none" stroke="#ffffff" stroke-opacity="0.75" stroke-width="1.5"/>`;
  return markup`${best.length > 1 ? line : []}${dots}`;
}

function readingOf({ measure, of, rows, columns, values, beside }: LayerMap, left: number): Reading {
  const shown = values.map((row) => row.map((value) => (value === null ? DASH : fixed(value))));
  const lines = [{ name: measure, of: shown }, ...beside];
  return { left, top: TOP, size: SIZE, titles: of, rows, columns, lines };
}

function summary({ measure, of, rows, columns, values }: LayerMap): string {
  const known = values.flat().filter((value) => value !== null);
  const range = known.length === 0 ? "no values" : `from ${fixed(Math.min(...known))} to ${fixed(Math.max(...known))}`;
  return `${measure} of ${rows.length} layers of ${of[0]} (rows) with ${columns.length} layers of ${of[1]} (columns), ${range}`;
}

function inkOf(model: "A" | "B"): Ink {
  return model === "A" ? "a" : "b";
}
