import { TrisimError } from "../errors.js";
import { visitElements } from "./elements.js";
import type { OnnxModel, OnnxTensor } from "./model.js";

/** Where the k smallest elements end: all below `magnitude`, and of those equal to it the first `ties`. */
export interface Cut {
  readonly magnitude: number;
  readonly ties: number;
}

/** The elements of some tensors, ranked by magnitude. */
export interface MagnitudeRanking {
  /** Number of elements. */
  readonly count: number;
  /** The cut that takes the k smallest, 0 ≤ k ≤ count. */
  cut(k: number): Cut;
}

/** A float's magnitude takes 31 bits: 16 for the coarse bin, 15 inside it. */
const FINE_BITS = 15;
const COARSE_BINS = 2 ** 16;
const FINE_BINS = 2 ** FINE_BITS;

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** The bits of a magnitude as a 32-bit float, which are ordered as the magnitudes are. */
function bitsOf(magnitude: number): number {
  asFloat[0] = magnitude;
  return asBits[0] ?? 0;
}

function floatOf(bits: number): number {
  asBits[0] = bits;
  return asFloat[0] ?? 0;
}

/**
 * Ranks the elements of float tensors by magnitude, by counting rather than sorting: one histogram over the upper bits
 * of all, and for each cut one over the lower bits of the bin it falls in. Exact, and no element is copied.
 *
 * @throws TrisimError "bad-value" for an element that is not finite, naming the tensor.
 */
export function magnitudeRanking(model: OnnxModel, tensors: readonly OnnxTensor[]): MagnitudeRanking {
  const { bytes } = model;
  const coarse = new Uint32Array(COARSE_BINS);
  for (const tensor of tensors) {
    visitElements(bytes, tensor, (magnitude) => {
      if (!Number.isFinite(magnitude)) throw notFinite(model, tensor, magnitude);
      const bin = bitsOf(magnitude) >>> FINE_BITS;
      coarse[bin] = (coarse[bin] ?? 0) + 1;
    });
  }
  const fineOf = remembered((bin) => fineHistogram(bytes, tensors, bin));
  const hasDoubles = tensors.some((tensor) => tensor.elemType === "float64");
  return {
    count: tensors.reduce((sum, { size }) => sum + size, 0),
    cut(k) {
      if (k === 0) return { magnitude: 0, ties: 0 };
      const { bin, rest: restInBin } = binOfRank(coarse, k);
      const { bin: low, rest: ties } = binOfRank(fineOf(bin), restInBin);
      const magnitude = floatOf(bin * FINE_BINS + low);
      return hasDoubles ? exactCut(bytes, tensors, magnitude, ties) : { magnitude, ties };
    },
  };
}

/** The bin that holds the k-th smallest element, and which one of the bin it is, from 1. */
function binOfRank(histogram: Uint32Array, k: number): { bin: number; rest: number } {
  let rest = k;
  for (const [bin, count] of histogram.entries()) {
    if (rest <= count) return { bin, rest };
    rest -= count;
  }
  throw new RangeError(`cut: there are ${k - rest} elements, fewer than ${k}`);
}

function fineHistogram(bytes: Uint8Array, tensors: readonly OnnxTensor[], coarseBin: number): Uint32Array {
  const fine = new Uint32Array(FINE_BINS);
  for (const tensor of tensors) {
    visitElements(bytes, tensor, (magnitude) => {
      const bits = bitsOf(magnitude);
      if (bits >>> FINE_BITS !== coarseBin) return;
      const bin = bits % FINE_BINS;
      fine[bin] = (fine[bin] ?? 0) + 1;
    });
  }
  return fine;
}

/** Several doubles may round to one float: the k-th smallest of those is found by sorting them. */
function exactCut(bytes: Uint8Array, tensors: readonly OnnxTensor[], float: number, k: number): Cut {
  const equal: number[] = [];
  for (const tensor of tensors) {
    visitElements(bytes, tensor, (magnitude) => {
      if (Math.fround(magnitude) === float) equal.push(magnitude);
    });
  }
  const sorted = Float64Array.from(equal).sort();
  const magnitude = sorted[k - 1] ?? 0;
  return { magnitude, ties: k - sorted.indexOf(magnitude) };
}

function remembered<V>(compute: (key: number) => V): (key: number) => V {
  const known = new Map<number, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function notFinite({ name }: OnnxModel, tensor: OnnxTensor, magnitude: number): TrisimError {
  return new TrisimError("bad-value", `${name}: weight "${tensor.name}" holds ${magnitude}, expected finite numbers`);
}
