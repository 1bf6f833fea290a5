import { bytesAt } from "./bytes-at.js";
import { bfloatToNumber, halfToNumber, numberToBfloat, numberToHalf } from "./half.js";
import type { ElemType, OnnxTensor, StoredModel } from "./model.js";
import type { ParameterPair } from "./pair-parameters.js";
import { inMemory, type Stretch, variantOf, written } from "./variant.js";

/** Mixes the first `count` numbers of one buffer with those of another, in place. */
type Mix = (to: ArrayBuffer, from: ArrayBuffer, count: number, alpha: number) => void;

/** The bytes one number of a float type takes, and how many such numbers are mixed. */
interface Codec {
  readonly size: number;
  readonly mix: Mix;
}

const CODECS: Partial<Record<ElemType, Codec>> = {
  float32: {
    size: 4,
    mix: (x, y, n, alpha) => mixNumbers(new Float32Array(x, 0, n), new Float32Array(y, 0, n), alpha),
  },
  float64: {
    size: 8,
    mix: (x, y, n, alpha) => mixNumbers(new Float64Array(x, 0, n), new Float64Array(y, 0, n), alpha),
  },
  float16: { size: 2, mix: wordMixer(halfToNumber, numberToHalf) },
  bfloat16: { size: 2, mix: wordMixer(bfloatToNumber, numberToBfloat) },
};

/** The stored bytes of B's parameter of the k-th pair. */
export type StoredValues = (k: number) => Uint8Array;

/** Tensors lie anywhere in a file, typed arrays only at multiples of their element: they pass in pieces that a cache holds. */
const PIECE = 2 ** 16;
const x = new Uint8Array(PIECE);
const y = new Uint8Array(PIECE);

/**
 * What differs from A in the network on the straight line between two: each parameter is (1 − α)θ_A + αθ_B, in float64, rounded
 * to its type.
 *
 * Only the values change: the result is as long as A and runs as A does. α = 0 is A to the byte, and α = 1 has
 * exactly B's parameters in A's graph. Parameters that are equal in both, infinite ones too, stay as they are.
 *
 * @param a - A's bytes.
 * @param pairs - from `pairParameters`.
 * @param b - B's bytes, where the parameters are where they were when they were paired, or what gives each parameter's.
 * @param alpha - in [0, 1], B's share.
 * @returns one parameter after the other, each in the memory of the last.
 * @throws RangeError where α is not in [0, 1].
 */
export function* interpolatedTensors(
  a: Uint8Array,
  pairs: readonly ParameterPair[],
  b: Uint8Array | StoredValues,
  alpha: number,
): Generator<Stretch> {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`interpolated: alpha is ${alpha}, expected a number in [0, 1]`);
  if (alpha === 0) return;
  const valuesOf = typeof b === "function" ? b : storedValues(inMemory(b), pairs);
  const lengths = pairs.map(({ a: { values } }) => values.end - values.start);
  const room = new Uint8Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  for (const [k, { a: tensor }] of pairs.entries()) {
    const { start, end } = tensor.values;
    if (alpha === 1) yield { start, bytes: valuesOf(k) };
    else {
      const bytes = room.subarray(0, end - start);
      bytes.set(a.subarray(start, end));
      mixTensor(bytes, tensor, valuesOf(k), alpha);
      yield { start, bytes };
    }
  }
}

/** The whole network between, in memory of its own. */
export function interpolated(...[a, pairs, b, alpha]: Parameters<typeof interpolatedTensors>): Uint8Array {
  return written(variantOf(inMemory(a), () => interpolatedTensors(a, pairs, b, alpha)));
}

/** B's parameters as they lie in its bytes. */
export function storedValues(b: StoredModel, pairs: readonly ParameterPair[]): StoredValues {
  return (k) => {
    const { start, end } = pairs[k]?.b.values ?? { start: 0, end: 0 };
    return bytesAt(b, start, end);
  };
}

/** In place, the values of one parameter of A, which fill the bytes. */
function mixTensor(to: Uint8Array, a: OnnxTensor, from: Uint8Array, alpha: number): void {
  const codec = CODECS[a.elemType];
  if (codec === undefined) throw new RangeError(`interpolated: "${a.name}" is of type ${a.elemType}`);
  for (let at = 0; at < to.length; at += PIECE) {
    const end = Math.min(to.length, at + PIECE);
    x.set(to.subarray(at, end));
    y.set(from.subarray(at, end));
    codec.mix(x.buffer, y.buffer, (end - at) / codec.size, alpha);
    to.set(x.subarray(0, end - at), at);
  }
}

type Numbers = Float32Array | Float64Array;

function mixNumbers(to: Numbers, from: Numbers, alpha: number): void {
  for (let i = 0; i < to.length; i++) {
    const left = to[i] ?? 0;
    const right = from[i] ?? 0;
    // Equal ones stay as they are, infinite ones (the mask of an attention) too.
    if (left !== right) to[i] = (1 - alpha) * left + alpha * right;
  }
}

/** Mixes 16-bit floats: each of the 65,536 is decoded once. */
function wordMixer(decode: (bits: number) => number, encode: (value: number) => number): Mix {
  let table: Float32Array | undefined;
  return (to, from, count, alpha) => {
    table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => decode(bits));
    mixWords(new Uint16Array(to, 0, count), new Uint16Array(from, 0, count), alpha, table, encode);
  };
}

function mixWords(
  to: Uint16Array,
  from: Uint16Array,
  alpha: number,
  decoded: Float32Array,
  encode: (value: number) => number,
): void {
  for (let i = 0; i < to.length; i++) {
    const left = decoded[to[i] ?? 0] ?? 0;
    const right = decoded[from[i] ?? 0] ?? 0;
    if (left !== right) to[i] = encode((1 - alpha) * left + alpha * right);
  }
}
