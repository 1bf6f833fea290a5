import { bitsOf, floatOf } from "../../kernels/float-bits.js";
import { visitElements } from "../elements.js";
import type { OnnxModel, OnnxTensor } from "../model.js";
import { keyRanking } from "./key-ranking.js";
import { visitBits } from "./magnitude-bits.js";

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

/**
 * Ranks the elements of float tensors by magnitude: the bits of a float are ordered as the magnitudes are, see `keyRanking`.
 *
 * @param tensors - whose elements are finite, see `checkFinite`.
 */
export function magnitudeRanking(model: OnnxModel, tensors: readonly OnnxTensor[]): MagnitudeRanking {
  const ranking = keyRanking((see) => {
    for (const tensor of tensors) visitBits(model.bytes, tensor, see);
  });
  const hasDoubles = tensors.some((tensor) => tensor.elemType === "float64");
  return {
    count: tensors.reduce((sum, { size }) => sum + size, 0),
    cut(k) {
      if (k === 0) return { magnitude: 0, ties: 0 };
      const { key, ties } = ranking.cut(k);
      return hasDoubles ? exactCut(model.bytes, tensors, key, ties) : { magnitude: floatOf(key), ties };
    },
  };
}

/** Several doubles may round to one float: the k-th smallest of those is found by sorting them. */
function exactCut(bytes: Uint8Array, tensors: readonly OnnxTensor[], bits: number, k: number): Cut {
  const equal: number[] = [];
  for (const tensor of tensors) {
    visitElements(bytes, tensor, (magnitude) => {
      if (bitsOf(magnitude) === bits) equal.push(magnitude);
    });
  }
  const sorted = Float64Array.from(equal).sort();
  const magnitude = sorted[k - 1] ?? 0;
  return { magnitude, ties: k - sorted.indexOf(magnitude) };
}
