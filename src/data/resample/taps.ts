import { total } from "../../kernels/mean.js";
import { type Taps, WEIGHT_BITS } from "../../kernels/weighted-pixels.js";
import { FILTERS, type FilterName } from "./filters.js";

const ONE = 2 ** WEIGHT_BITS;

/** New pixels `from` … `from + length − 1` of an axis. */
export interface Span {
  readonly from: number;
  readonly length: number;
}

/**
 * The taps that make some of `to` pixels out of `from` ones.
 *
 * As in Pillow: filters are widened where there are fewer pixels than before, cut at the edges and made to sum to 1 in
 * float64, then rounded to fixed point.
 *
 * @example
 * Array.from(taps(4, 2, "box", { from: 0, length: 2 }).weights, (w) => w / 2 ** 22); // => [0.5, 0.5, 0, 0.5, 0.5, 0]
 */
export function taps(from: number, to: number, filter: FilterName, span: Span): Taps {
  // Where nothing changes no filter weighs a neighbour; Pillow leaves the pass out.
  if (from === to) return single(span.length, (i) => span.from + i);
  if (filter === "nearest") return nearest(from / to, span);
  return weighed(from, to, filter, span);
}

function single(length: number, pixel: (i: number) => number): Taps {
  const all = (value: number) => new Int32Array(length).fill(value);
  return { first: Int32Array.from({ length }, (_, i) => pixel(i)), count: all(1), weights: all(ONE), most: 1 };
}

/** Positions are summed up step by step, as in Pillow: products would round differently. */
function nearest(step: number, span: Span): Taps {
  let position = step * 0.5;
  for (let i = 0; i < span.from; i++) position += step;
  return single(span.length, () => {
    const pixel = Math.floor(position);
    position += step;
    return pixel;
  });
}

function weighed(from: number, to: number, filter: keyof typeof FILTERS, span: Span): Taps {
  const scale = from / to;
  const widening = Math.max(scale, 1);
  const support = FILTERS[filter].support * widening;
  const most = Math.ceil(support) * 2 + 1;
  const [first, count] = [new Int32Array(span.length), new Int32Array(span.length)];
  const weights = new Int32Array(span.length * most);
  for (let i = 0; i < span.length; i++) {
    const center = (span.from + i + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - support + 0.5));
    const high = Math.min(from, Math.trunc(center + support + 0.5));
    const values = normalised(filter, low, high, center, 1 / widening);
    first[i] = low;
    count[i] = values.length;
    weights.set(values, i * most);
  }
  return { first, count, weights, most };
}

/** Weights of the pixels from `low` to before `high`, in fixed point. */
function normalised(
  filter: keyof typeof FILTERS,
  low: number,
  high: number,
  center: number,
  narrowing: number,
): readonly number[] {
  const { weight } = FILTERS[filter];
  const values = Array.from({ length: high - low }, (_, i) => weight((i + low - center + 0.5) * narrowing));
  const all = total(values);
  return values.map((value) => fixed(all === 0 ? value : value / all));
}

/** Halves away from 0. */
function fixed(weight: number): number {
  return Math.trunc(weight * ONE + (weight < 0 ? -0.5 : 0.5));
}
