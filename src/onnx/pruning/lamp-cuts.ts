import { total } from "../../kernels/mean.js";
import { visitElements } from "../elements.js";
import type { OnnxModel } from "../model.js";
import { binOf, edgesOf, type LayerSquares } from "./layer-squares.js";
import type { Cut } from "./magnitude-ranking.js";

/** Doubles are put in bins as the nearest floats, and sums are rounded: bounds are this much wider than the bins' edges. */
const SLACK = 1e-6;

/** Bounds of the scores in each bin of a layer, both ascending. */
interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The elements of a layer that bounds say nothing of. */
interface Undecided {
  /** How many elements are below them. */
  readonly below: number;
  /** Their magnitudes, ascending, and their scores, ascending as well. */
  readonly magnitudes: Float64Array;
  readonly scores: Float64Array;
}

/**
 * Where the weights with the k smallest scores of all end in each layer.
 *
 * In a layer scores ascend with magnitudes, so the weights of smallest scores are those of smallest magnitude, and only how
 * many of each layer is to be found. The bins' sums bound the scores in them: the elements of the few bins whose bounds
 * reach the k-th smallest score are looked at one by one, and no others.
 *
 * @param k - 1 ≤ k ≤ the number of all elements.
 */
export function lampCuts({ bytes }: OnnxModel, layers: readonly LayerSquares[], k: number): readonly Cut[] {
  const bounds = layers.map(boundsOf);
  const least = weightedKth(layers, bounds, "low", k);
  const most = weightedKth(layers, bounds, "high", k);
  const undecided = layers.map((layer, l) => undecidedOf(bytes, layer, bounds[l], least, most));
  const below = undecided.reduce((sum, layer) => sum + layer.below, 0);
  const scores = joined(undecided.map((layer) => layer.scores)).sort();
  // Bounds are wide enough for the k-th smallest score to be among them.
  const edge = scores[k - below - 1] ?? Number.NEGATIVE_INFINITY;
  let ties = k - below - lowerCount(scores, edge);
  return undecided.map((layer) => {
    const before = lowerCount(layer.scores, edge);
    const equal = Math.min(ties, upperCount(layer.scores, edge) - before);
    ties -= equal;
    return cutAfter(layer, before + equal);
  });
}

function boundsOf({ bins, above }: LayerSquares): Bounds {
  const edges = Array.from(bins, edgesOf);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    low: Float64Array.from(edges, ([low], b) => share(low ** 2, above[b] ?? 0) * (1 - SLACK)),
    high: Float64Array.from(
      edges,
      ([, high], b) => Math.min(1, share(high ** 2, (above[b + 1] ?? 0) + high ** 2)) * (1 + SLACK),
    ),
  };
}

/** The k-th smallest of one bound of all elements. */
function weightedKth(
  layers: readonly LayerSquares[],
  bounds: readonly Bounds[],
  side: keyof Bounds,
  k: number,
): number {
  const values = joined(bounds.map((of) => of[side]));
  const counts = joined(layers.map((layer) => layer.counts));
  const order = Uint32Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  let left = k;
  for (const i of order) {
    left -= counts[i] ?? 0;
    if (left <= 0) return values[i] ?? 0;
  }
  throw new RangeError(`lampCuts: there are ${k - left} elements, fewer than ${k}`);
}

function undecidedOf(
  bytes: Uint8Array,
  { weight, bins, counts, above }: LayerSquares,
  { low, high }: Bounds = { low: new Float64Array(), high: new Float64Array() },
  least: number,
  most: number,
): Undecided {
  const first = lowerCount(high, least);
  // At least one bin is looked at, if any is left, so that a cut has an exact magnitude to end at.
  const end = Math.min(Math.max(upperCount(low, most), first + 1), bins.length);
  const magnitudes = new Float64Array(total(counts.subarray(first, end)));
  const [from, to] = [bins[first] ?? Number.POSITIVE_INFINITY, bins[end - 1] ?? Number.NEGATIVE_INFINITY];
  let at = 0;
  if (magnitudes.length > 0)
    visitElements(bytes, weight, (magnitude) => {
      const bin = binOf(magnitude);
      if (bin >= from && bin <= to) magnitudes[at++] = magnitude;
    });
  magnitudes.sort();
  return { below: total(counts.subarray(0, first)), magnitudes, scores: scoresOf(magnitudes, above[end] ?? 0) };
}

/** @param above - the sum of the squares of what is larger than all of them. */
function scoresOf(magnitudes: Float64Array, above: number): Float64Array {
  const scores = new Float64Array(magnitudes.length);
  let total = above;
  for (let i = magnitudes.length - 1; i >= 0; i--) {
    const square = (magnitudes[i] ?? 0) ** 2;
    total += square;
    scores[i] = total === 0 ? 0 : square / total;
  }
  return scores;
}

/** The cut that takes all that is below, and the first `taken` of the undecided. */
function cutAfter({ magnitudes }: Undecided, taken: number): Cut {
  if (taken > 0) {
    const magnitude = magnitudes[taken - 1] ?? 0;
    return { magnitude, ties: taken - lowerCount(magnitudes, magnitude) };
  }
  return { magnitude: magnitudes[0] ?? Number.POSITIVE_INFINITY, ties: 0 };
}

/** How many of ascending values are below one; `upperCount` counts those that equal it too. */
function lowerCount(values: Float64Array, value: number): number {
  return partition(values.length, (i) => (values[i] ?? 0) < value);
}

function upperCount(values: Float64Array, value: number): number {
  return partition(values.length, (i) => (values[i] ?? 0) <= value);
}

/** How many indices from 0 on something holds for, if it holds for none after the first one that it does not hold for. */
function partition(n: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
