import { bitsOf, zeroBitsBelow } from "../../kernels/float-bits.js";
import { visitElements, zeroElement } from "../elements.js";
import type { OnnxTensor } from "../model.js";
import { CHUNK } from "./magnitude-bits.js";
import type { Cut } from "./magnitude-ranking.js";
import type { Zeroing } from "./method.js";

/** What makes every element below a cut zero, in one tensor after the other; ties go in this order, then by index. */
export function zeroBelow({ magnitude: edge, ties }: Cut): Zeroing["zero"] {
  let left = ties;
  return (bytes, tensor) => {
    const isFast = tensor.elemType === "float32" && Math.fround(edge) === edge;
    left = isFast ? zeroFloat32(bytes, tensor, bitsOf(edge), left) : zeroOthers(bytes, tensor, edge, left);
  };
}

function zeroFloat32(bytes: Uint8Array, { values, size }: OnnxTensor, edge: number, ties: number): number {
  const floats = new Uint32Array(CHUNK);
  const chunk = new Uint8Array(floats.buffer);
  let left = ties;
  for (let from = 0; from < size; from += CHUNK) {
    const count = Math.min(CHUNK, size - from);
    const at = values.start + 4 * from;
    chunk.set(bytes.subarray(at, at + 4 * count));
    left = zeroBitsBelow(floats, count, edge, left);
    bytes.set(chunk.subarray(0, 4 * count), at);
  }
  return left;
}

function zeroOthers(bytes: Uint8Array, tensor: OnnxTensor, edge: number, ties: number): number {
  let left = ties;
  visitElements(bytes, tensor, (magnitude, start, end) => {
    if (magnitude > edge || (magnitude === edge && left <= 0)) return;
    if (magnitude === edge) left--;
    zeroElement(bytes, tensor, start, end);
  });
  return left;
}
