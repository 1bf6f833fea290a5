import { bfloatToNumber, halfToNumber, numberToBfloat, numberToHalf } from "./half.js";
import type { ElemType, OnnxTensor } from "./model.js";

interface Access {
  readonly size: number;
  readonly get: (view: DataView, at: number) => number;
  readonly set: (view: DataView, at: number, value: number) => void;
}

const ACCESS: Partial<Record<ElemType, Access>> = {
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
  float16: words(halfToNumber, numberToHalf),
  bfloat16: words(bfloatToNumber, numberToBfloat),
};

function words(decode: (bits: number) => number, encode: (value: number) => number): Access {
  return {
    size: 2,
    get: (view, at) => decode(view.getUint16(at, true)),
    set: (view, at, value) => view.setUint16(at, encode(value), true),
  };
}

/**
 * Writes the elements of a float tensor anew, in place, each rounded to the tensor's type.
 *
 * @param bytes - which hold the tensor where it says.
 * @param change - the new value of the element at an index that was `value`.
 * @throws RangeError where the tensor holds no floats of a fixed width.
 */
export function overwrite(
  bytes: Uint8Array,
  tensor: OnnxTensor,
  change: (value: number, index: number) => number,
): void {
  const access = ACCESS[tensor.elemType];
  if (access === undefined || tensor.valueField === "int32")
    throw new RangeError(`overwrite: "${tensor.name}" is of type ${tensor.elemType}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = tensor.values.start;
  for (let index = 0; index < tensor.size; index++, at += access.size) {
    access.set(view, at, change(access.get(view, at), index));
  }
}
