import * as Plot from "@observablehq/plot";
import { elide } from "../elide.js";
import { count, isolate } from "../format.js";
import { ink } from "../palette.js";
import { colourLegend } from "./colour-legend.js";
import { axisNames, corner, indices } from "./matrix-labels.js";
import { plotSvg } from "./plot-svg.js";
import { similarityColour, similarityContrast } from "./similarity-colour.js";

/** What model A calls an example (rows) and what model B does (columns). */
export interface ConfusionMap {
  /** One a class, in order. */
  readonly names: readonly string[];
  /** `[i][j]`: examples that A gives class i and B class j. */
  readonly counts: readonly (readonly number[])[];
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly count: number;
  /** Of the examples that A gives class i. */
  readonly share: number;
}

const SIZE = 30;
const CHARACTER = 6.6;
const LONGEST = 22;
const TOP = 58;
/** Room that the legend needs above a map of few classes. */
const LEGEND_WIDTH = 470;

/**
 * The confusion of two models with each other as a heatmap: the colour is the share of the examples that A gives the row's
 * class, the number their count; empty cells stay empty. Tooltips have the names in full.
 *
 * @param map - at most some thirty classes can be read.
 * @returns an SVG element that stands alone, its legend included.
 * @example
 * const map = { names: ["cat", "dog"], counts: [[9, 1], [0, 4]] };
 * confusionMap(map).includes("9 examples</title>"); // => true
 */
export function confusionMap(map: ConfusionMap): string {
  const { names, counts } = map;
  const short = names.map((name) => elide(name, LONGEST));
  const cells = cellsOf(counts).filter((cell) => cell.count > 0);
  const left = Math.ceil(Math.max(0, ...short.map((name) => Array.from(name).length)) * CHARACTER) + 18;
  const inner = left + SIZE * names.length;
  const right = Math.max(12, LEGEND_WIDTH - inner);
  const title = (cell: Cell) => tooltip(names, cell);
  return plotSvg({
    ariaLabel: summary(map),
    width: inner + right,
    height: TOP + SIZE * names.length + left,
    ...{ marginTop: TOP, marginRight: right, marginBottom: left, marginLeft: left },
    x: { domain: indices(names), padding: 0, axis: null },
    y: { domain: indices(names), padding: 0, axis: null },
    marks: [
      corner("A says ↓", "top-left", { dy: -12, fill: ink("a") }),
      corner("B says →", "bottom-left", { dy: 18, fill: ink("b") }),
      axisNames("y", names, short),
      axisNames("x", names, short),
      Plot.frame({ stroke: ink("rule") }),
      Plot.cell(cells, { x: "j", y: "i", fill: ({ share }: Cell) => similarityColour(share), title, inset: 0.5 }),
      Plot.text(cells, {
        ...{ x: "j", y: "i", text: ({ count: of }: Cell) => String(of), title, fontSize: 10 },
        fill: ({ share }: Cell) => similarityContrast(share),
      }),
      colourLegend(0, left, { colour: "share of what A calls so" }),
    ],
  });
}

function cellsOf(counts: ConfusionMap["counts"]): readonly Cell[] {
  return counts.flatMap((row, i) => {
    const all = row.reduce((sum, value) => sum + value, 0);
    return row.map((value, j) => ({ i, j, count: value, share: all === 0 ? 0 : value / all }));
  });
}

function tooltip(names: readonly string[], { i, j, count: of }: Cell): string {
  return `A says ${isolate(names[i] ?? "")}\nB says ${isolate(names[j] ?? "")}\n${count(of)} examples`;
}

function summary({ names, counts }: ConfusionMap): string {
  const all = counts.flat().reduce((sum, value) => sum + value, 0);
  const same = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  return `What A (rows) and B (columns) call ${count(all)} examples, ${names.length} classes: ${count(same)} the same`;
}
