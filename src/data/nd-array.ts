import type { Dtype } from "./dtype.js";

/** An array read from a file, row-major: the last axis runs fastest. */
export interface NdArray {
  /** What messages call it: the path, and `#name` where the file holds several. */
  readonly name: string;
  /** The type it was stored in. */
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/**
 * The number of elements of a shape; 1 for the shape of a single number.
 *
 * @example
 * elementCount([2, 3]); // => 6
 */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * A shape as messages show it.
 *
 * @example
 * shapeText([2, 3]); // => "2×3"
 */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? "()" : shape.join("×");
}
