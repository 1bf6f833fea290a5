import type { Reading } from "../reading.js";
import { PAIR_EVENT, type Places } from "./places.js";

/** The cells of a matrix, row by row. */
export function matrixPlaces(svg: SVGSVGElement, reading: Reading): Places {
  const { left, top, size, titles, rows, columns, lines, opensPairs } = reading;
  const [height, width] = [rows.length, columns.length];
  const cell = (place: number) => [Math.floor(place / width), place % width] as const;
  const inWindow = (x: number, y: number) => new DOMPoint(x, y).matrixTransform(svg.getScreenCTM() ?? undefined);
  return {
    count: height * width,
    at(x, y) {
      const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()?.inverse());
      const [i, j] = [Math.floor((point.y - top) / size), Math.floor((point.x - left) / size)];
      return i >= 0 && i < height && j >= 0 && j < width ? i * width + j : null;
    },
    beside(place, [x, y]) {
      const [i, j] = cell(place);
      return within(i + y, height) * width + within(j + x, width);
    },
    textOf(place) {
      const [i, j] = cell(place);
      const said = lines.flatMap(({ name, of }) => {
        const value = of[i]?.[j] ?? null;
        return value === null ? [] : [`${name} ${value}`];
      });
      return [`${titles[0]} ${isolated(rows[i])}`, `${titles[1]} ${isolated(columns[j])}`, ...said].join("\n");
    },
    boxOf(place) {
      const [i, j] = cell(place);
      const [from, to] = [
        inWindow(left + j * size, top + i * size),
        inWindow(left + (j + 1) * size, top + (i + 1) * size),
      ];
      return new DOMRect(from.x, from.y, to.x - from.x, to.y - from.y);
    },
    open(place) {
      const [i, j] = cell(place);
      const detail = [rows[i] ?? "", columns[j] ?? ""];
      if (opensPairs) svg.dispatchEvent(new CustomEvent(PAIR_EVENT, { bubbles: true, detail }));
    },
  };
}

function within(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}

/** A right-to-left name leaves the words around it in their places. */
function isolated(name: string | undefined): string {
  return `\u2068${name ?? ""}\u2069`;
}
