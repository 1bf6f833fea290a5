import type { OnnxModel, OnnxTensor } from "./model.js";
import { tensorValues } from "./tensor-values.js";

type Stored = Pick<OnnxModel, "bytes" | "name">;

/** Whether two tensors of one type and shape hold the same numbers, in whichever field each keeps them. */
export function sameValues(a: Stored, x: OnnxTensor, b: Stored, y: OnnxTensor): boolean {
  if (x.valueField === y.valueField) return sameBytes(bytesOf(a, x), bytesOf(b, y));
  const [left, right] = [tensorValues(a, x), tensorValues(b, y)];
  return left.every((value: number | bigint, i: number) => Object.is(value, right[i]));
}

function bytesOf({ bytes }: Stored, { values }: OnnxTensor): Uint8Array {
  return bytes.subarray(values.start, values.end);
}

function sameBytes(x: Uint8Array, y: Uint8Array): boolean {
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}
