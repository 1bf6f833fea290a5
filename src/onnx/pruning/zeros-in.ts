import { countZeroBits } from "../../kernels/float-bits.js";
import { visitElements } from "../elements.js";
import type { OnnxTensor } from "../model.js";
import { visitBits } from "./magnitude-bits.js";

/** How many elements of a float tensor are exactly zero. */
export function zerosIn(bytes: Uint8Array, tensor: OnnxTensor): number {
  let zeros = 0;
  if (tensor.elemType === "float64") {
    // As a float a small double would be zero too.
    visitElements(bytes, tensor, (magnitude) => {
      if (magnitude === 0) zeros++;
    });
  } else {
    visitBits(bytes, tensor, (bits, count) => {
      zeros += countZeroBits(bits, count);
    });
  }
  return zeros;
}
