import type { Matrix } from "./matrix.js";
import { groupsOfRows } from "./rows-of.js";
import { withMemory } from "./wasm/with-memory.js";

/** Numbers that are copied in at a time: 8 MB. */
const AT_ONCE = 2 ** 20;

/**
 * The columns of the k largest numbers of each row, n × k from n × m: the largest first, of equal ones the lower column first.
 *
 * @param x - no NaN.
 * @param excludeSelf - leaves column i out of row i: the nearest neighbours of examples among themselves.
 * @throws RangeError where a row has fewer than k columns.
 * @example
 * const x = { rows: 1, columns: 4, data: Float64Array.of(9, 1, 7, 7) };
 * [...largestOfRows(x, 3)]; // => [0, 2, 3]
 * [...largestOfRows(x, 3, true)]; // => [2, 3, 1]
 */
export function largestOfRows(x: Matrix, k: number, excludeSelf = false): Uint32Array {
  const { rows: n, columns: m } = x;
  const available = excludeSelf && n > 0 ? m - 1 : m;
  if (k > available) throw new RangeError(`largestOfRows: ${k} of ${available} columns; ask for fewer`);
  const result = new Uint32Array(n * k);
  const step = Math.min(n, Math.max(1, Math.floor(AT_ONCE / (m + k))));
  return withMemory(({ kernels, room, view }) => {
    const [from, to] = [room(Float64Array, step * m), room(Uint32Array, step * k)];
    for (const [first, { rows, data }] of groupsOfRows(x, Math.max(step, 1))) {
      view(Float64Array, from, data.length).set(data);
      kernels.largest(rows, m, from, k, excludeSelf ? first : -rows, to);
      result.set(view(Uint32Array, to, rows * k), first * k);
    }
    return result;
  });
}
