import type { ByteSource } from "./byte-source.js";
import { decode } from "./dtype.js";
import type { NdArray } from "./nd-array.js";
import { readNpyHeader } from "./npy-header.js";

/**
 * Reads the array of a .npy file: booleans, integers and floats of 16 to 64 bits, either byte order, C or Fortran order.
 *
 * @returns float32 or float64, whichever holds the stored type; float64 also for integers of 32 bits and more.
 * @throws TrisimError "malformed", or "unsupported" for types that are not real numbers.
 */
export async function readNpy(source: ByteSource): Promise<NdArray> {
  const { dtype, littleEndian, fortranOrder, shape, offset } = await readNpyHeader(source);
  const stored = decode(await source.slice(offset, source.byteLength), dtype, littleEndian);
  const data = fortranOrder ? toRowMajor(stored, shape) : stored;
  return { name: source.name, dtype, shape, data };
}

/** Brings numbers whose first axis runs fastest into the order in which the last one does. */
function toRowMajor<T extends Float32Array | Float64Array>(columnMajor: T, shape: readonly number[]): T {
  const rowMajor = columnMajor.slice() as T;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((step, length) => step * length, 1));
  columnMajor.forEach((value, position) => {
    let rest = position;
    let target = 0;
    for (const [axis, length] of shape.entries()) {
      target += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    rowMajor[target] = value;
  });
  return rowMajor;
}
