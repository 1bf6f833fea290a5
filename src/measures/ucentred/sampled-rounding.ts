import { blockAlignments } from "../../kernels/block-alignments.js";
import type { CentredBlock } from "../../kernels/centred-block.js";
import { mean, total } from "../../kernels/mean.js";
import type { LayerRows } from "./layer-rows.js";

/** Rows that are looked at. */
const SAMPLED = 24;
/** Columns that are made at a time. */
const COLUMNS = 512;

/**
 * How far the sum of some rows may be from what float64 gives, as a share of it: the mean of what is found in 24 of them, and twice
 * its standard error.
 *
 * @param rows - (A∘A)1, n values; a row is looked at as often as its share of them.
 */
export function sampledRounding(layer: LayerRows, rows: Float64Array): number {
  const places = byShare(rows, SAMPLED);
  const exact = exactRows(layer, places);
  const errors = places.map((i, s) => (rows[i] ?? Number.NaN) / (exact[s] ?? Number.NaN) - 1);
  const middle = mean(errors);
  return Math.abs(middle) + 2 * Math.sqrt(mean(errors.map((error) => (error - middle) ** 2)) / SAMPLED);
}

/** Places at even steps through a sum of shares. */
function byShare(shares: Float64Array, count: number): readonly number[] {
  const step = total(shares) / count;
  const places: number[] = [];
  let sum = 0;
  for (const [place, share] of shares.entries()) {
    sum += share;
    while (places.length < count && sum > (places.length + 0.5) * step) places.push(place);
  }
  return places;
}

/** (A∘A)1 of some rows, in float64. */
function exactRows(layer: LayerRows, places: readonly number[]): Float64Array {
  const some = gathered(layer, places);
  const sums = Float64Array.from(places, (place) => -((layer.diagonal[place] ?? 0) ** 2));
  for (let from = 0; from < layer.n; from += COLUMNS) {
    const columns = inFloat64(layer.block(from, Math.min(COLUMNS, layer.n - from)));
    const { data } = blockAlignments([some], [columns], false).rows;
    for (let s = 0; s < sums.length; s++) sums[s] = (sums[s] ?? 0) + (data[s] ?? 0);
  }
  return sums;
}

function gathered(layer: LayerRows, places: readonly number[]): CentredBlock {
  const blocks = places.map((place) => layer.block(place, 1));
  const data = Float64Array.from(blocks.flatMap(({ x }) => [...x.data]));
  return {
    ...layer.block(0, 1),
    x: { rows: places.length, columns: layer.p, data },
    shifts: Float64Array.from(blocks.flatMap(({ shifts }) => [...shifts])),
  };
}

function inFloat64(block: CentredBlock): CentredBlock {
  return { ...block, x: { ...block.x, data: Float64Array.from(block.x.data) } };
}
