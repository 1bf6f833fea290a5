import { elide } from "../elide.js";
import { asMarkup, type Markup, markup } from "../markup.js";

/** A small figure and what stands below it, line by line. */
export interface SheetCard {
  /** An SVG element with its width and height. */
  readonly svg: string;
  readonly lines: readonly SheetLine[];
}

interface SheetLine {
  readonly mark: string;
  /** The mark's colour. */
  readonly colour: string;
  readonly text: string;
}

const COLUMNS = 8;
const CELL = { width: 124, height: 116 };
const LINE = 15;
const LONGEST = 18;

/**
 * Small figures in rows as one, each above its lines of text: what the page shows as a list, for a file.
 *
 * @param label - what it is of.
 * @param size - of every small figure, in its own units.
 * @returns an SVG element that stands alone.
 * @example
 * figureSheet("none", [], { width: 84, height: 68 }).startsWith("<svg"); // => true
 */
export function figureSheet(
  label: string,
  cards: readonly SheetCard[],
  size: { readonly width: number; readonly height: number },
): string {
  const columns = Math.max(1, Math.min(COLUMNS, cards.length));
  const [width, height] = [columns * CELL.width, Math.max(1, Math.ceil(cards.length / columns)) * CELL.height];
  const drawn = cards.map((card, k) => {
    const [x, y] = [(k % columns) * CELL.width, Math.floor(k / columns) * CELL.height];
    return placed(card, x, y, size);
  });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" fill="currentColor">${drawn}</svg>`
    .markup;
}

function placed({ svg, lines }: SheetCard, x: number, y: number, size: { width: number; height: number }): Markup {
  const inside = svg.replace("<svg ", `<svg x="${x + (CELL.width - size.width) / 2}" y="${y + 4}" `);
  const texts = lines.map(
    ({ mark, colour, text }, k) =>
      markup`<text x="${x + CELL.width / 2}" y="${y + 4 + size.height + (k + 1) * LINE}" text-anchor="middle"><tspan fill="${colour}">${mark}</tspan> ${elide(text, LONGEST)}</text>`,
  );
  return markup`${asMarkup(inside)}${texts}`;
}
