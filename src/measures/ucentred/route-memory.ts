import { total } from "../../kernels/mean.js";
import { type Block, isMirrored } from "./gram-route.js";
import type { Precision } from "./layer-rows.js";
import { keepsEntries } from "./ucentred.js";

/** What is to be compared: n examples, m layers of these widths. */
export interface Shapes {
  readonly n: number;
  readonly widths: readonly number[];
}

const DOUBLE = 8;
/** What allocators keep beyond what is asked of them: a map of 48 layers of 10,000 × 512 held 1.2 times the sum of its parts. */
const SLACK = 1.25;
/** What is kept of each example and layer: lengths, shifts, diagonals, and these left out. */
const PER_EXAMPLE = 8;
/** Copies of a block's entries that are alive at a time: entries, squares, cubes, side by side and transposed. */
const COPIES = { pair: 8, map: 4 };

const sizeOf = (precision: Precision) => (precision === "float32" ? 4 : DOUBLE);

/** Bytes that a route needs however small its blocks are, beyond the representations. */
export function fixedBytes(shapes: Shapes, route: "features" | "gram", precision: Precision): number {
  const { n, widths } = shapes;
  const [m, size, widest] = [widths.length, sizeOf(precision), Math.max(0, ...widths) + 2];
  const sums = (n * DOUBLE * (m * (m + 1))) / 2 + n * m * DOUBLE * PER_EXAMPLE;
  // Sums of third order take one layer at a time; float64 representations are centred as a whole.
  const traces = 2 * n * widest * size + 3 * Math.min(n, widest) ** 2 * DOUBLE;
  const copies = precision === "float64" ? n * total(widths) * DOUBLE : 0;
  const features = route === "features" ? n * (total(widths) + widest) * size + 3 * widest ** 2 * DOUBLE : 0;
  return SLACK * (sums + copies + Math.max(traces, features));
}

/** Bytes of one block of every layer's entries, and of copies of the examples they are made of: threads share theirs. */
export function blockBytes(shapes: Shapes, precision: Precision, { rows, columns }: Block): number {
  const m = shapes.widths.length;
  const size = sizeOf(precision);
  const entries = m * rows * columns * size * (m <= 2 ? COPIES.pair : COPIES.map);
  const examples = (rows + columns) * total(shapes.widths) * size;
  return SLACK * (examples + entries + rows * m * m * (size + DOUBLE));
}

/** Bytes of one batch of every layer, U-centred by itself in float64, of the shuffle, and of the sums that every batch leaves. */
export function batchBytes({ n, widths }: Shapes, batch: number): number {
  const m = widths.length;
  const left = Math.ceil(n / batch) * ((3 * m * (m + 1)) / 2 + m) * DOUBLE + n * DOUBLE;
  return batch * total(widths) * DOUBLE * 2 + m * batch * batch * DOUBLE * 2 + left;
}

/**
 * Bytes of a pair that is looked at alone: float64 of both layers, and of both without an example, what the kernels copy of each, their
 * scatter and the entries that are kept.
 */
export function aloneBytes({ n, widths }: Shapes): number {
  const perLayer = (p: number) => 4 * n * p + p * p + (keepsEntries(n, p) ? n * n : 0);
  return SLACK * DOUBLE * total(widths.map(perLayer));
}

/** Rows of a block: more gain nothing, fewer make the products short. In float64 blocks on the diagonal are half for nothing. */
const ROWS = {
  pair: [1024, 512, 256, 128, 64, 32, 16],
  map: [512, 384, 256, 128, 64, 32, 16],
  float64: [192, 96, 48, 16],
};
const COLUMNS = [8192, 4096, 2048, 1024, 512, 256, 128, 64, 32, 16];
/** Rows that products should rather have than more columns. */
const ENOUGH = 128;

/** The largest block worth having within so many bytes; `null` where none fits. */
export function blockWithin(shapes: Shapes, precision: Precision, bytes: number): Block | null {
  const fits = (block: Block) => blockBytes(shapes, precision, block) <= bytes;
  return blocksOf(shapes, precision).find(fits) ?? null;
}

/** The bytes of the smallest block there is. */
export function leastBlockBytes(shapes: Shapes, precision: Precision): number {
  return Math.min(...blocksOf(shapes, precision).map((block) => blockBytes(shapes, precision, block)));
}

/** All blocks, the most wanted first. */
function blocksOf({ n, widths }: Shapes, precision: Precision): readonly Block[] {
  const cut = (sizes: readonly number[]) => [...new Set(sizes.map((size) => Math.min(size, n)))];
  if (isMirrored(widths.length, precision))
    return cut(precision === "float64" ? ROWS.float64 : ROWS.pair).map((size) => ({ rows: size, columns: size }));
  const rows = cut(ROWS.map);
  const all = cut([n, ...COLUMNS]).flatMap((columns) => rows.map((count) => ({ rows: count, columns })));
  const wanted = ({ rows: count }: Block) => count >= Math.min(ENOUGH, n);
  return [...all.filter(wanted), ...all.filter((block) => !wanted(block))];
}
