import { total } from "../../kernels/mean.js";
import { elide } from "../elide.js";
import type { Figure } from "../figure-block.js";
import { count } from "../format.js";
import { markup } from "../markup.js";
import { ink } from "../palette.js";
import { colourLegend } from "./colour-legend.js";
import { type MatrixCell, matrixLeft, matrixSvg, TOP } from "./matrix-svg.js";
import { similarityColour, similarityContrast } from "./similarity-colour.js";

/** What model A calls an example (rows) and what model B does (columns). */
export interface ConfusionMap {
  /** One a class, in order. */
  readonly names: readonly string[];
  /** `[i][j]`: examples that A gives class i and B class j. */
  readonly counts: readonly (readonly number[])[];
}

const SIZE = 30;
const LONGEST = 22;

/**
 * The confusion of two models with each other as a heatmap: the colour is the share of the examples that A gives the row's
 * class, the number their count; empty cells stay empty. The reading has the names in full.
 *
 * @param map - at most some thirty classes can be read.
 * @returns an SVG element that stands alone, its legend included, and what is read in it.
 * @example
 * const map = { names: ["cat", "dog"], counts: [[9, 1], [0, 4]] };
 * confusionMap(map).reading.lines[0]?.of[0]; // => ["9", "1"]
 */
export function confusionMap(map: ConfusionMap): Required<Pick<Figure, "svg" | "reading">> {
  const { names, counts } = map;
  const short = names.map((name) => elide(name, LONGEST));
  const rows = { full: names, short, title: "A says ↓", ink: "a" } as const;
  const columns = { full: names, short, title: "B says →", ink: "b" } as const;
  const svg = matrixSvg({
    label: summary(map),
    ...{ rows, columns },
    size: SIZE,
    cells: counts.map(cellsOf),
    over: markup`<path d="M0,0h${SIZE * names.length}v${SIZE * names.length}h${-SIZE * names.length}z" fill="none" stroke="${ink("rule")}"/>`,
    legend: colourLegend(0, { colour: "share of what A calls so" }),
  });
  const lines = [{ name: "examples:", of: counts.map((row) => row.map(count)) }];
  const titles = ["A says", "B says"] as const;
  return {
    svg,
    reading: { left: matrixLeft(rows, columns), top: TOP, size: SIZE, titles, rows: names, columns: names, lines },
  };
}

function cellsOf(row: readonly number[]): (MatrixCell | null)[] {
  const all = total(row);
  return row.map((value) => {
    if (value === 0) return null;
    const share = value / all;
    return { fill: similarityColour(share), text: String(value), ink: similarityContrast(share) };
  });
}

function summary({ names, counts }: ConfusionMap): string {
  const all = total(counts.flat());
  const same = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  return `What A (rows) and B (columns) call ${count(all)} examples, ${names.length} classes: ${count(same)} the same`;
}
