import { bytesAt } from "./bytes-at.js";
import type { OnnxModel, OnnxTensor, StoredModel } from "./model.js";
import { tensorValues } from "./tensor-values.js";

type Stored = StoredModel & Pick<OnnxModel, "name">;

/** Whether two tensors of one type and shape hold the same numbers, in whichever field each keeps them. */
export function sameValues(a: Stored, x: OnnxTensor, b: Stored, y: OnnxTensor): boolean {
  if (x.valueField === y.valueField)
    return sameBytes(bytesAt(a, x.values.start, x.values.end), bytesAt(b, y.values.start, y.values.end));
  const [left, right] = [tensorValues(a, x), tensorValues(b, y)];
  return left.every((value: number | bigint, i: number) => Object.is(value, right[i]));
}

function sameBytes(x: Uint8Array, y: Uint8Array): boolean {
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}
