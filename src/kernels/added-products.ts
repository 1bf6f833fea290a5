import { addScaledAt } from "./vector.js";
import { withMemory } from "./wasm/with-memory.js";

/** Sums that are made at a time: 4 MB. */
const AT_ONCE = 2 ** 19;

/** Writes all numbers of a matrix, row-major. */
type WriteMatrix = (to: Float32Array) => void;

/**
 * Z += XY', n × n from n × p each, as float32 products. X and Y are written where they are multiplied, so that whoever
 * gathers them needs no memory for it.
 *
 * @param z - row-major, in place.
 * @example
 * const z = Float32Array.of(100);
 * addRowProducts(z, 1, 2, (x) => x.set([1, 2]), (y) => y.set([3, 4]));
 * z; // => Float32Array.of(111)
 */
export function addRowProducts(z: Float32Array, n: number, p: number, writeX: WriteMatrix, writeY: WriteMatrix): void {
  const step = Math.min(n, Math.max(1, Math.floor(AT_ONCE / n)));
  withMemory(({ kernels, room, view }) => {
    const [x, y] = [room(Float32Array, n * p), room(Float32Array, n * p)];
    const sums = room(Float64Array, step * n);
    writeX(view(Float32Array, x, n * p));
    writeY(view(Float32Array, y, n * p));
    for (let first = 0; first < n; first += step) {
      const rows = Math.min(step, n - first);
      const place = view(Float64Array, sums, rows * n).fill(0);
      const from = x + first * p * Float32Array.BYTES_PER_ELEMENT;
      kernels.multiply_add_f32(rows, n, p, from, p, 1, y, p, 1, sums, n, 0);
      addScaledAt(z, first * n, 1, place, 0, rows * n);
    }
  });
}
