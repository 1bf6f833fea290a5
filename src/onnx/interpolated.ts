import { halfToNumber, numberToHalf } from "./half.js";
import type { ElemType, OnnxTensor } from "./model.js";
import type { ParameterPair } from "./pair-parameters.js";

/** How one number of a float type is read and written, and the bytes it takes. */
interface Codec {
  readonly size: number;
  readonly get: (view: DataView, at: number) => number;
  readonly set: (view: DataView, at: number, value: number) => void;
}

const CODECS: Partial<Record<ElemType, Codec>> = {
  float32: {
    size: 4,
    get: (view, at) => view.getFloat32(at, true),
    set: (view, at, value) => view.setFloat32(at, value, true),
  },
  float64: {
    size: 8,
    get: (view, at) => view.getFloat64(at, true),
    set: (view, at, value) => view.setFloat64(at, value, true),
  },
  float16: {
    size: 2,
    get: (view, at) => halfToNumber(view.getUint16(at, true)),
    set: (view, at, value) => view.setUint16(at, numberToHalf(value), true),
  },
};

/**
 * The network on the straight line between two: each parameter is (1 − α)θ_A + αθ_B, in float64, rounded to its type.
 *
 * Only the values change, in a copy: the result is as long as A and runs as A does. α = 0 is A to the byte, and α = 1 has
 * exactly B's parameters in A's graph.
 *
 * @param a - A's bytes, with or without outputs appended since the parameters were paired.
 * @param pairs - from `pairParameters`.
 * @param b - B's bytes, where the parameters are where they were when they were paired.
 * @param alpha - in [0, 1], B's share.
 * @throws RangeError where α is not in [0, 1].
 */
export function interpolated(a: Uint8Array, pairs: readonly ParameterPair[], b: Uint8Array, alpha: number): Uint8Array {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`interpolated: alpha is ${alpha}, expected a number in [0, 1]`);
  // Not `slice`: on a Node `Buffer` that is a view, and A would change too.
  const bytes = new Uint8Array(a);
  if (alpha === 0) return bytes;
  for (const pair of pairs) {
    if (alpha === 1) bytes.set(b.subarray(pair.b.values.start, pair.b.values.end), pair.a.values.start);
    else mix(viewOf(bytes), pair.a, viewOf(b), pair.b, alpha);
  }
  return bytes;
}

/** In place, the values of one parameter of A. */
function mix(to: DataView, a: OnnxTensor, from: DataView, b: OnnxTensor, alpha: number): void {
  const codec = CODECS[a.elemType];
  if (codec === undefined) throw new RangeError(`interpolated: "${a.name}" is of type ${a.elemType}`);
  const shift = b.values.start - a.values.start;
  for (let at = a.values.start; at < a.values.end; at += codec.size) {
    const [x, y] = [codec.get(to, at), codec.get(from, at + shift)];
    // Equal ones stay as they are, infinite ones (the mask of an attention) too.
    if (x !== y) codec.set(to, at, (1 - alpha) * x + alpha * y);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
