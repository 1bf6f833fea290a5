import { centred } from "../../kernels/centred.js";
import { gatheredRows } from "../../kernels/gathered.js";
import type { Matrix } from "../../kernels/matrix.js";
import { largestMagnitude, sum, unitScale, zipWith } from "../../kernels/vector.js";
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
import { APART } from "./batched.js";
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
 * Debiased CKA of every two layers, summed over batches as `ckaMinibatch` sums it, in little memory: a batch of all
 * layers is there at a time, and some sums of every batch. The interval leaves one batch out at a time, and says so.
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
  const largest = layers.map(({ data }) => largestMagnitude(data));
  const constant = layers.map((layer, k) => isConstant(layer, largest[k] ?? 0));
  // Powers of two that change no digit, so that no power of the numbers overflows.
  const scales = largest.map((value) => (value === 0 ? 1 : unitScale(value)));
  const sums = cut.rows.map((rows) => {
    onBlock();
    return sumsOf(layers, scales, rows);
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
function isConstant({ columns, data }: Matrix, largest: number): boolean {
  let range = 0;
  for (let at = 0; at < data.length; at++)
    range = Math.max(range, Math.abs((data[at] ?? 0) - (data[at % columns] ?? 0)));
  return range <= 2 * CONSTANT * largest;
}

function sumsOf(layers: readonly Matrix[], scales: readonly number[], rows: Uint32Array): BatchSums {
  const m = layers.length;
  const all = layers.map((layer, k) => {
    const xc = centred(gatheredRows(layer, rows), scales[k]);
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
  const norms = (i: number) => each(({ gramNorms }) => gramNorms[i]);
  const [inK, inL] = [norms(k), norms(l)];
  if (vanishes(self, sum(inK)) || vanishes(other, sum(inL))) return { ...undefinedScore(VANISHES), tail: null };
  const score = sum(both) / Math.sqrt(self * other);
  const without = zipWith(
    (product, a, b, normA, normB) =>
      vanishes(a, normA) || vanishes(b, normB) ? Number.NaN : product / Math.sqrt(a * b),
    ...[both, left, right, inK, inL].map(sumsWithout),
  );
  const at = pairPlace(k, l);
  const variance = sum(each(({ variances }) => variances[at]));
  if (!(variance > 0)) return { ...undefinedScore(APART), tail: null };
  const spread = Math.sqrt(variance / (self * other));
  const skewness = sum(each(({ thirds }) => thirds[at])) / variance ** 1.5;
  const { interval, reason } = jackknifeInterval(score, without, "batch");
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

/** The sum of all values but one, for each: of those before and those after, as one alone may carry nearly all. */
function sumsWithout(values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  let [before, after] = [0, 0];
  for (const [b, value] of values.entries()) {
    result[b] = before;
    before += value;
  }
  for (let b = values.length - 1; b >= 0; b--) {
    result[b] = (result[b] ?? 0) + after;
    after += values[b] ?? 0;
  }
  return result;
}
