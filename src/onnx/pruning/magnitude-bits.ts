import { bitsOf, clearSigns } from "../../kernels/float-bits.js";
import { visitElements } from "../elements.js";
import type { OnnxTensor } from "../model.js";

/** Elements a chunk: few enough to stay in a core's cache. */
export const CHUNK = 2 ** 14;

/** Told the bits of some magnitudes as 32-bit floats, of which the first `count` count; the array is used again. */
type SeeBits = (bits: Uint32Array, count: number, from: number) => void;

/**
 * Visits the magnitudes of a float tensor in order, some thousands at a time, each as the bits of the 32-bit float nearest to
 * it: exact but for float64. Only a chunk is ever copied.
 */
export function visitBits(bytes: Uint8Array, tensor: OnnxTensor, see: SeeBits): void {
  if (tensor.elemType === "float32") visitFloat32Bits(bytes, tensor, see);
  else visitOtherBits(bytes, tensor, see);
}

/** By copying bytes: in the file the numbers need not be aligned. */
function visitFloat32Bits(bytes: Uint8Array, { values, size }: OnnxTensor, see: SeeBits): void {
  const bits = new Uint32Array(CHUNK);
  const chunk = new Uint8Array(bits.buffer);
  for (let from = 0; from < size; from += CHUNK) {
    const count = Math.min(CHUNK, size - from);
    const at = values.start + 4 * from;
    chunk.set(bytes.subarray(at, at + 4 * count));
    clearSigns(bits, count);
    see(bits, count, from);
  }
}

function visitOtherBits(bytes: Uint8Array, tensor: OnnxTensor, see: SeeBits): void {
  const bits = new Uint32Array(CHUNK);
  let [from, count] = [0, 0];
  visitElements(bytes, tensor, (magnitude) => {
    bits[count++] = bitsOf(magnitude);
    if (count < CHUNK) return;
    see(bits, count, from);
    from += count;
    count = 0;
  });
  if (count > 0) see(bits, count, from);
}
