import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { groupsOfRows } from "./rows-of.js";
import type { Address } from "./wasm/exports.js";
import { withMemory } from "./wasm/with-memory.js";

/** Numbers of an operand that are copied in at a time, so that large matrices pass through little memory: 8 MB. */
const AT_ONCE = 2 ** 20;
/** A multiple of the 100 and 256 terms that kernels sum before they add to the result: the steps change no digit. */
const WHOLE_SUMS = 6400;

/** Which kernel sums, and the type of what it reads. */
export interface Kernel {
  readonly type: typeof Float32Array | typeof Float64Array;
  readonly add: "multiply_add_f32" | "multiply_add_f64" | "add_squared_distances";
}

/** X'Y, p × q from n × p and n × q; what lies left of the diagonal is unspecified where `upper`. */
export function sumOverRows({ type, add }: Kernel, x: Matrix, y: Matrix, upper = false): Float64Matrix {
  const { columns: p } = x;
  const { columns: q } = y;
  const step = Math.min(x.rows, WHOLE_SUMS * Math.ceil(AT_ONCE / (WHOLE_SUMS * (p + q))));
  return withMemory(({ kernels, room, view, zeros: zerosIn }) => {
    const sums = zerosIn(p * q);
    const [left, right] = [room(type, step * p), x === y ? null : room(type, step * q)];
    for (const [first, { rows, data }] of groupsOfRows(x, step)) {
      view(type, left, rows * p).set(data);
      if (right !== null) view(type, right, rows * q).set(y.data.subarray(first * q, (first + rows) * q));
      kernels[add](p, q, rows, left, 1, p, right ?? left, 1, q, sums, q, Number(upper));
    }
    return { rows: p, columns: q, data: view(Float64Array, sums, p * q).slice() };
  });
}

/** The sums over k of x_ik and y_jk, n × m, where element (j, k) of Y is `y.data[j * outer + k * inner]`. */
export function rowByRow(kernel: Kernel, x: Matrix, y: Matrix, m: number, outer: number, inner: number): Float64Matrix {
  const { type, add } = kernel;
  const result = zeros(x.rows, m);
  const step = rowsAtOnce(x, m);
  return withMemory(({ kernels, room, view, put }) => {
    const right = put(type, y.data);
    const [left, sums] = [room(type, step * x.columns), room(Float64Array, step * m)];
    for (const [first, { rows, data }] of groupsOfRows(x, step)) {
      view(type, left, data.length).set(data);
      const place = view(Float64Array, sums, rows * m).fill(0);
      kernels[add](rows, m, x.columns, left, x.columns, 1, right, outer, inner, sums, m, 0);
      result.data.set(place, first * m);
    }
    return result;
  });
}

/** The sums over k of x_ik and x_jk, n × n; what lies left of the diagonal is unspecified. */
export function pairsOfRows({ type, add }: Kernel, x: Matrix): Float64Matrix {
  const { rows: n, columns: p } = x;
  const result = zeros(n, n);
  const step = rowsAtOnce(x, n);
  return withMemory(({ kernels, room, view, put }) => {
    const [data, sums] = [put(type, x.data), room(Float64Array, step * n)];
    for (const [first, { rows }] of groupsOfRows(x, step)) {
      const width = n - first;
      const from: Address = data + first * p * type.BYTES_PER_ELEMENT;
      const place = view(Float64Array, sums, rows * width).fill(0);
      kernels[add](rows, width, p, from, p, 1, from, p, 1, sums, width, 1);
      for (let i = 0; i < rows; i++)
        result.data.set(place.subarray(i * width + i, (i + 1) * width), (first + i) * n + first + i);
    }
    return result;
  });
}

function rowsAtOnce({ rows, columns }: Matrix, width: number): number {
  return Math.min(rows, Math.max(1, Math.floor(AT_ONCE / (columns + width))));
}
