import { isolate } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { type Ink, ink } from "../palette.js";

/** A matrix to be drawn: rows downward, columns to the right. */
export interface MatrixDrawing {
  /** What the figure is, for those who do not see it. */
  readonly label: string;
  readonly rows: AxisNames;
  readonly columns: AxisNames;
  /** The side of a cell in pixels. */
  readonly size: number;
  /** `[i][j]`: null leaves a cell empty. */
  readonly cells: readonly (readonly (MatrixCell | null)[])[];
  /** What lies over the cells, in pixels from the first one's corner. */
  readonly over?: Markup;
  /** What stands to the right of the cells, in pixels from the first row's upper right corner, and how wide it is. */
  readonly beside?: { readonly drawn: Markup; readonly width: number };
  /** What stands above, at the height of `TOP`, in pixels from the first cell's left edge, and how wide it is. */
  readonly legend: { readonly drawn: Markup; readonly width: number };
}

export interface AxisNames {
  /** What stands in the corner beside the names, such as "A ↓". */
  readonly title: string;
  readonly ink: Ink;
  /** Of each name; else the text's. */
  readonly inks?: readonly Ink[];
  readonly full: readonly string[];
  /** The names as they are drawn. */
  readonly short: readonly string[];
}

/** How a cell looks. */
export interface MatrixCell {
  /** Null where only the text is drawn. */
  readonly fill: string | null;
  readonly text?: string;
  readonly ink?: string;
}

/** Height above the first row. */
export const TOP = 58;

const CHARACTER = 6.6;
const FONT = 12;

/** Where the first column begins: to its left stand the names of the rows and the titles of both axes. */
export function matrixLeft(rows: AxisNames, columns: AxisNames): number {
  return room([...rows.short, rows.title, columns.title]);
}

/** What the longest of some names takes, in pixels. */
function room(names: readonly string[]): number {
  return Math.ceil(Math.max(0, ...names.map((name) => Array.from(name).length)) * CHARACTER) + 18;
}

/**
 * Draws a matrix. It is written as text, not drawn by Plot, because a page may have tens of thousands of cells.
 *
 * @returns an SVG element that stands alone.
 */
export function matrixSvg(drawing: MatrixDrawing): string {
  const { label, rows, columns, size, cells, legend } = drawing;
  const left = matrixLeft(rows, columns);
  const [inner, bottom] = [size * columns.short.length, TOP + size * rows.short.length];
  const width = left + Math.max(inner + (drawing.beside?.width ?? 0), legend.width) + 12;
  const height = bottom + room(columns.short);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="--natural: ${width}px" font-family="system-ui, sans-serif" font-size="${FONT}" fill="currentColor"><g transform="translate(${left},6)" fill="${ink("muted")}">${legend.drawn}</g><g text-anchor="end"><g font-weight="600"><text x="${left - 8}" y="${TOP - 8}" fill="${ink(rows.ink)}">${rows.title}</text><text x="${left - 8}" y="${bottom + 18}" fill="${ink(columns.ink)}">${columns.title}</text></g>${rows.short.map((_, i) => axisName(rows, i, left - 8, TOP + (i + 0.5) * size, ""))}${columns.short.map((_, j) => axisName(columns, j, left + (j + 0.5) * size, bottom + 8, " rotate(-90)"))}</g><g transform="translate(${left},${TOP})" text-anchor="middle">${asMarkup(drawnCells(cells, size))}${drawing.over ?? []}</g>${drawing.beside === undefined ? [] : markup`<g transform="translate(${left + inner},${TOP})">${drawing.beside.drawn}</g>`}</svg>`
    .markup;
}

function axisName(names: AxisNames, k: number, x: number, y: number, turn: string): Markup {
  const [short = "", full] = [names.short[k], names.full[k]];
  const of = names.inks?.[k];
  const title = full === undefined || full === short ? [] : markup`<title>${isolate(full)}</title>`;
  return markup`<text transform="translate(${x},${y})${turn}" dy="0.32em"${of === undefined ? [] : markup` fill="${ink(of)}"`}>${short}${title}</text>`;
}

/** One path for all cells of a colour: a large matrix has thousands of cells, and a browser is slow at thousands of elements. */
function drawnCells(cells: MatrixDrawing["cells"], size: number): string {
  const outlines = new Map<string, string>();
  const texts: string[] = [];
  for (const [i, row] of cells.entries())
    for (const [j, cell] of row.entries()) {
      if (cell === null) continue;
      if (cell.fill !== null) outlines.set(cell.fill, (outlines.get(cell.fill) ?? "") + square(i, j, size));
      if (cell.text !== undefined) texts.push(cellText(cell.text, i, j, size, cell.ink ?? "currentColor"));
    }
  const paths = [...outlines].map(([fill, outline]) => `<path d="${outline}" fill="${fill}"/>`);
  return paths.join("") + texts.join("");
}

function cellText(text: string, i: number, j: number, size: number, colour: string): string {
  const at = `x="${(j + 0.5) * size}" y="${(i + 0.5) * size}"`;
  return `<text ${at} dy="0.32em" font-size="${size > 24 ? 10 : 8}" fill="${colour}">${text}</text>`;
}

/** A cell's outline; neighbours are a pixel apart. */
function square(i: number, j: number, size: number): string {
  const side = size - 1;
  return `M${j * size + 0.5},${i * size + 0.5}h${side}v${side}h-${side}z`;
}
