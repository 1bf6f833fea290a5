import { visitElements, zeroElement } from "../elements.js";
import { halfToNumber } from "../half.js";
import type { OnnxTensor } from "../model.js";

/** Single elements of a tensor by index. */
export interface ElementAccess {
  /** The absolute value of an element. */
  magnitude(index: number): number;
  /** Makes an element zero, in place. */
  zero(index: number): void;
}

/**
 * Reads and zeroes single elements of a float tensor where they lie in the file, in any order.
 *
 * @param tensor - of float32, float16 or float64.
 */
export function elementAccess(bytes: Uint8Array, tensor: OnnxTensor): ElementAccess {
  const { elemType, valueField } = tensor;
  const { start } = tensor.values;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (valueField === "int32") return varintAccess(bytes, tensor);
  if (elemType === "float32") {
    return {
      magnitude: (index) => Math.abs(view.getFloat32(start + 4 * index, true)),
      zero: (index) => view.setUint32(start + 4 * index, 0),
    };
  }
  if (elemType === "float64") {
    return {
      magnitude: (index) => Math.abs(view.getFloat64(start + 8 * index, true)),
      zero: (index) => view.setFloat64(start + 8 * index, 0),
    };
  }
  return {
    magnitude: (index) => Math.abs(halfToNumber(view.getUint16(start + 2 * index, true))),
    zero: (index) => view.setUint16(start + 2 * index, 0),
  };
}

/** Varints have no fixed width: where each begins is found out first. */
function varintAccess(bytes: Uint8Array, tensor: OnnxTensor): ElementAccess {
  const magnitudes = new Float32Array(tensor.size);
  const bounds = new Uint32Array(tensor.size + 1).fill(tensor.values.end);
  let index = 0;
  visitElements(bytes, tensor, (magnitude, start) => {
    magnitudes[index] = magnitude;
    bounds[index] = start;
    index++;
  });
  return {
    magnitude: (i) => magnitudes[i] ?? 0,
    zero: (i) => zeroElement(bytes, tensor, bounds[i] ?? 0, bounds[i + 1] ?? 0),
  };
}
