import { blockProducts } from "../../kernels/block-alignments.js";
import type { CentredBlock } from "../../kernels/centred-block.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
import { mean, total } from "../../kernels/mean.js";
import { pairPlace } from "./alignments.js";
import type { LayerRows } from "./layer-rows.js";

/** Rows that are looked at. */
const SAMPLED = 16;

/**
 * How far an engine's sums over some rows of each layer's A∘A are from sums in float64, as a share of these: the mean of what is found in
 * 16 rows, and twice its standard error. Where entries are one number over and over, as those of layers that are dead for most
 * examples, float32 rounds all alike and adds up with an error that grows.
 *
 * @param width - columns whose sums the engine makes at once, as it does in a map.
 */
export async function sampledRounding(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  width: number,
): Promise<readonly number[]> {
  const places = layers.map(({ squaredNorms }) => byShare(squaredNorms, SAMPLED));
  const rows = layers.map((layer, k) => gathered(layer, places[k] ?? []));
  const sums = layers.map(({ diagonal }, k) => ({
    exact: Float64Array.from(places[k] ?? [], (i) => -((diagonal[i] ?? 0) ** 2)),
    off: new Float64Array(SAMPLED),
  }));
  for (let from = 0; from < (layers[0]?.n ?? 0); from += width) {
    const columns = layers.map((layer) => layer.block(from, Math.min(width, layer.n - from)));
    const { data: products } = await engine.products(rows, columns);
    for (const [k, { exact, off }] of sums.entries()) {
      const alone = blockProducts(rows.slice(k, k + 1), columns.slice(k, k + 1)).data;
      for (const [s, sum] of alone.entries()) {
        exact[s] = (exact[s] ?? 0) + sum;
        off[s] = (off[s] ?? 0) + (products[SAMPLED * pairPlace(k, k) + s] ?? Number.NaN) - sum;
      }
    }
  }
  return sums.map(({ exact, off }) => withError(off.map((error, s) => error / (exact[s] ?? Number.NaN))));
}

/** A mean, which may be as far from 0 as it is, and twice its standard error. */
function withError(errors: Float64Array): number {
  const middle = mean(errors);
  return Math.abs(middle) + 2 * Math.sqrt(mean(errors.map((error) => (error - middle) ** 2)) / errors.length);
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

/** Some rows of a layer as one block. */
function gathered(layer: LayerRows, places: readonly number[]): CentredBlock {
  const blocks = places.map((place) => layer.block(place, 1));
  const data = new Float32Array(places.length * layer.p);
  for (const [s, { x }] of blocks.entries()) data.set(x.data, s * layer.p);
  const shifts = Float64Array.from(blocks, (block) => block.shifts[0] ?? 0);
  return { ...layer.block(0, 1), x: { rows: places.length, columns: layer.p, data }, shifts };
}
