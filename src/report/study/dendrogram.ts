import type { Tree } from "../../study/structure/average-linkage.js";
import { fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { ink } from "../palette.js";

const WIDTH = 96;
const GAP = 8;

/** How wide a dendrogram is, its distance from the matrix and its scale included. */
export const TREE_WIDTH = WIDTH + GAP + 24;

/**
 * A tree beside the rows of a matrix: its leaves at their middles, the root on the right, a scale below.
 *
 * @param size - the height of a row.
 */
export function dendrogram({ merges, order }: Tree, size: number): Markup {
  const top = Math.max(...merges.map(({ height }) => height), 0);
  if (top === 0) return markup``;
  const x = (height: number) => round(GAP + (height / top) * WIDTH);
  const nodes = new Map(order.map((leaf, place) => [leaf, { x: GAP, y: (place + 0.5) * size }]));
  const strokes = merges.map(({ a, b, height }, k) => {
    const [first, second] = [nodes.get(a), nodes.get(b)];
    if (first === undefined || second === undefined) return "";
    nodes.set(order.length + k, { x: x(height), y: (first.y + second.y) / 2 });
    return `M${first.x},${round(first.y)}H${x(height)}V${round(second.y)}H${second.x}`;
  });
  const bottom = order.length * size;
  const scale = markup`<text x="${GAP}" y="${bottom + 20}">0</text><text x="${GAP + WIDTH}" y="${bottom + 20}" text-anchor="middle">${fixed(top, 2)}</text><path d="M${GAP},${bottom + 6}h${WIDTH}" stroke="${ink("muted")}"/>`;
  return markup`<path d="${strokes.join("")}" fill="none" stroke="${ink("muted")}" stroke-width="1.25"/><g fill="${ink("muted")}" font-size="11">${scale}</g>`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
