import { centred } from "../../kernels/centred.js";
import { gatheredRows } from "../../kernels/gathered.js";
import type { Matrix } from "../../kernels/matrix.js";
import { sum } from "../../kernels/vector.js";
import { CONSTANT } from "../centred-representation.js";
import { VANISHES } from "../cka.js";
import type { CkaCell } from "../cka-cells.js";
import { completeScore } from "../complete-score.js";
import { undefinedScore } from "../incomplete-score.js";
import { jackknifeInterval } from "../stats/interval.js";
import { pearson3Upper } from "../stats/pearson3.js";
import { pairPlace } from "../ucentred/alignments.js";
import { type Cubes, cubes } from "../ucentred/cubes.js";
import { vanishes } from "../ucentred/debiased-score.js";
import { permutationThirdMoment, permutationVariance } from "../ucentred/permutation-moments.js";
import { standardNull } from "../ucentred/permutation-null.js";
import { product } from "../ucentred/products.js";
import { type UCentred, uCentred } from "../ucentred/ucentred.js";
import { batches } from "./batches.js";

/** What one batch adds: a value for every pair of layers, see `pairPlace`. */
interface BatchSums {
  readonly products: Float64Array;
  /** Variance and third moment of the products under permutations within the batch. */
  readonly variances: Float64Array;
  readonly thirds: Float64Array;
  /** ‖K‖²_F of each layer. */
  readonly gramNorms: Float64Array;
}

/**
 * Debiased CKA of every two layers, summed over batches as `ckaMinibatch` sums it, in memory that does not grow with n:
 * a batch of all layers is there at a time. The interval leaves one batch out at a time, and says so.
 *
 * @param size - examples a batch, so that there are at least two.
 * @param seed - of the shuffle they are cut from.
 */
export function minibatchCells(
  layers: readonly Matrix[],
  size: number,
  seed: number,
  onBlock: () => void = () => {},
): readonly (readonly CkaCell[])[] {
  const cut = batches(layers[0]?.rows ?? 0, size, seed);
  const constant = layers.map(isConstant);
  const sums = cut.rows.map((rows) => {
    onBlock();
    return sumsOf(layers, rows);
  });
  const details = { batchSize: size, seed, dropped: cut.dropped };
  const cell = (k: number, l: number): CkaCell => {
    if (constant[k] || constant[l]) return { ...undefinedScore("constant"), tail: null };
    return cellOf(sums, [k, l], details);
  };
  const lower = layers.map((_, k) => layers.slice(0, k + 1).map((_, l) => cell(k, l)));
  return layers.map((_, k) => layers.map((_, l) => (k < l ? lower[l]?.[k] : lower[k]?.[l]) ?? cell(k, l)));
}

/** As `centredRepresentation` tells it, without a copy: max|Xc| is at least half of what a column ranges over. */
function isConstant({ columns, data }: Matrix): boolean {
  let [largest, range] = [0, 0];
  for (let at = 0; at < data.length; at++) {
    const value = data[at] ?? 0;
    largest = Math.max(largest, Math.abs(value));
    range = Math.max(range, Math.abs(value - (data[at % columns] ?? 0)));
  }
  return range <= 2 * CONSTANT * largest;
}

function sumsOf(layers: readonly Matrix[], rows: Uint32Array): BatchSums {
  const m = layers.length;
  const all = layers.map((layer) => {
    const xc = centred(gatheredRows(layer, rows));
    return { a: uCentred(xc), xc };
  });
  const third = all.map(({ a, xc }): Cubes => (a.self > 0 ? cubes(a, xc) : { entries: 0, trace: 0 }));
  const pairs = () => new Float64Array(pairPlace(0, m));
  const found = { products: pairs(), variances: pairs(), thirds: pairs() };
  for (const [l, { a: y }] of all.entries())
    for (const [k, { a: x }] of all.slice(0, l + 1).entries()) {
      const at = pairPlace(k, l);
      found.products[at] = k === l ? x.self : product(x, y);
      found.variances[at] = x.self * y.self * permutationVariance(x.n);
      found.thirds[at] = permutationThirdMoment(third[k] ?? NOTHING, third[l] ?? NOTHING, x.n);
    }
  return { ...found, gramNorms: Float64Array.from(all, ({ a }: { a: UCentred }) => a.gramNorm) };
}

const NOTHING: Cubes = { entries: 0, trace: 0 };

function cellOf(
  sums: readonly BatchSums[],
  [k, l]: readonly [number, number],
  details: Readonly<Record<string, number>>,
): CkaCell {
  const each = (of: (batch: BatchSums) => number | undefined) => Float64Array.from(sums, (batch) => of(batch) ?? 0);
  const product = (i: number, j: number) => each(({ products }) => products[pairPlace(i, j)]);
  const [both, left, right] = [product(k, l), product(k, k), product(l, l)];
  const [self, other] = [sum(left), sum(right)];
  const norm = (i: number) => sum(each(({ gramNorms }) => gramNorms[i]));
  if (vanishes(self, norm(k)) || vanishes(other, norm(l))) return { ...undefinedScore(VANISHES), tail: null };
  const score = sum(both) / Math.sqrt(self * other);
  const without = both.map(
    (value, b) => (sum(both) - value) / Math.sqrt((self - (left[b] ?? 0)) * (other - (right[b] ?? 0))),
  );
  const at = pairPlace(k, l);
  const variance = sum(each(({ variances }) => variances[at]));
  const spread = Math.sqrt(variance / (self * other));
  const skewness = sum(each(({ thirds }) => thirds[at])) / variance ** 1.5;
  const { interval, reason } = jackknifeInterval(score, without);
  const batchwise = `leaves one batch of ${details.batchSize} out at a time`;
  return {
    ...completeScore({
      score,
      chance: 0,
      ...standardNull(score, spread, skewness),
      interval: { interval, reason: reason ?? batchwise },
      details,
    }),
    tail: pearson3Upper(score / spread, skewness),
  };
}
