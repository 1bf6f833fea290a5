import { bfloatToNumber, halfToNumber } from "./half.js";
import type { ElemType, OnnxTensor } from "./model.js";

/** Told the magnitude of each element, and at which bytes of the file it is. */
export type Visit = (magnitude: number, start: number, end: number) => void;

/**
 * Visits the elements of a float tensor in order; none is copied or kept, so that a hundred million cost no memory.
 *
 * @param bytes - the file, or an edited copy of the same length.
 * @throws RangeError where the tensor holds no floats.
 */
export function visitElements(bytes: Uint8Array, tensor: OnnxTensor, visit: Visit): void {
  const { elemType, valueField, values } = tensor;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (valueField === "int32") visitVarints(bytes, tensor, magnitudesOf16Bits(elemType), visit);
  else if (elemType === "float32") {
    for (let at = values.start; at < values.end; at += 4) visit(Math.abs(view.getFloat32(at, true)), at, at + 4);
  } else if (elemType === "float64") {
    for (let at = values.start; at < values.end; at += 8) visit(Math.abs(view.getFloat64(at, true)), at, at + 8);
  } else {
    const magnitudes = magnitudesOf16Bits(elemType);
    for (let at = values.start; at < values.end; at += 2) visit(magnitudes[view.getUint16(at, true)] ?? 0, at, at + 2);
  }
}

/** 16-bit floats outside `raw_data` are the integers of their bits, one varint each. */
function visitVarints(bytes: Uint8Array, { values }: OnnxTensor, magnitudes: Float32Array, visit: Visit): void {
  let start = values.start;
  let bits = 0;
  let shift = 0;
  for (let at = start; at < values.end; at++) {
    const byte = bytes[at] ?? 0;
    // Bits beyond the sixteenth belong to no 16-bit float.
    if (shift < 21) bits |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    visit(magnitudes[bits & 0xffff] ?? 0, start, at + 1);
    start = at + 1;
    bits = 0;
    shift = 0;
  }
}

/**
 * Makes an element zero in place; a varint keeps its length.
 *
 * @param start - from `visitElements`, as is `end`.
 */
export function zeroElement(bytes: Uint8Array, { valueField }: OnnxTensor, start: number, end: number): void {
  // 0x80 … 0x80 0x00 is a zero of several bytes, which every reader of protobuf accepts.
  const filler = valueField === "int32" ? 0x80 : 0;
  for (let at = start; at < end - 1; at++) bytes[at] = filler;
  bytes[end - 1] = 0;
}

const DECODERS: Partial<Record<ElemType, (bits: number) => number>> = {
  float16: halfToNumber,
  bfloat16: bfloatToNumber,
};
const tables = new Map<ElemType, Float32Array>();

/** The magnitude of each of the 65,536 floats of a 16-bit type. */
function magnitudesOf16Bits(elemType: ElemType): Float32Array {
  const decode = DECODERS[elemType];
  if (decode === undefined) throw new RangeError(`elements of type ${elemType} are no floats`);
  const table = tables.get(elemType) ?? Float32Array.from({ length: 2 ** 16 }, (_, bits) => Math.abs(decode(bits)));
  tables.set(elemType, table);
  return table;
}
