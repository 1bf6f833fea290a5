import { bitsOf, floatOf, INFINITE_BITS } from "../../kernels/float-bits.js";
import { visitElements } from "../elements.js";
import type { OnnxModel, OnnxTensor } from "../model.js";

/** Bits of a magnitude that are dropped to say in which bin it is: what is left are exponent and seven bits of the fraction. */
const DROPPED = 16;

/** The squared magnitudes of a layer, summed over bins of nearly equal ones; empty bins are left out. */
export interface LayerSquares {
  readonly weight: OnnxTensor;
  /** Ascending. */
  readonly bins: Uint32Array;
  /** Elements in each bin. */
  readonly counts: Float64Array;
  /** Sum of the squares of the bin and of all after it; one more entry than bins, the last being 0. */
  readonly above: Float64Array;
  /** Whether all magnitudes are within 32-bit floats. */
  readonly isBounded: boolean;
}

export function layerSquares({ bytes }: Pick<OnnxModel, "bytes">, weight: OnnxTensor): LayerSquares {
  const counts = new Float64Array(binOf(Number.POSITIVE_INFINITY) + 1);
  const squares = new Float64Array(counts.length);
  visitElements(bytes, weight, (magnitude) => {
    const bin = binOf(magnitude);
    counts[bin] = (counts[bin] ?? 0) + 1;
    squares[bin] = (squares[bin] ?? 0) + magnitude * magnitude;
  });
  const bins = Uint32Array.from([...counts.keys()].filter((bin) => (counts[bin] ?? 0) > 0));
  const above = new Float64Array(bins.length + 1);
  for (let b = bins.length - 1; b >= 0; b--) above[b] = (above[b + 1] ?? 0) + (squares[bins[b] ?? 0] ?? 0);
  const isBounded = (counts[binOf(Number.POSITIVE_INFINITY)] ?? 0) === 0;
  return { weight, bins, counts: Float64Array.from(bins, (bin) => counts[bin] ?? 0), above, isBounded };
}

/** The bin of a magnitude. */
export function binOf(magnitude: number): number {
  return bitsOf(magnitude) >>> DROPPED;
}

/** The smallest and the largest 32-bit float of a bin. */
export function edgesOf(bin: number): readonly [low: number, high: number] {
  return [floatOf(bin << DROPPED), floatOf(Math.min(((bin + 1) << DROPPED) - 1, INFINITE_BITS - 1))];
}
