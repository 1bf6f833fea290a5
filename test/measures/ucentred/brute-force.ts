import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import { at, build, naiveProduct, naiveTransposed } from "../../kernels/matrices.js";

/** Columns less their means. */
export function naiveCentred(x: Float64Matrix): Float64Matrix {
  const mean = (j: number) => {
    let total = 0;
    for (let i = 0; i < x.rows; i++) total += at(x, i, j);
    return total / x.rows;
  };
  const means = Array.from({ length: x.columns }, (_, j) => mean(j));
  return build(x.rows, x.columns, (i, j) => at(x, i, j) - (means[j] ?? Number.NaN));
}

/** K = Xc Xc', n × n. */
export function naiveGram(x: Float64Matrix): Float64Matrix {
  const xc = naiveCentred(x);
  return naiveProduct(xc, naiveTransposed(xc));
}

/** A from K, as the definition has it: zero diagonal, less row and column means, plus the overall mean. */
export function naiveUCentred(k: Float64Matrix): Float64Matrix {
  const n = k.rows;
  const hollow = build(n, n, (i, j) => (i === j ? 0 : at(k, i, j)));
  const r = rowSums(hollow);
  const total = r.reduce((sum, value) => sum + value, 0);
  return build(n, n, (i, j) =>
    i === j
      ? 0
      : at(hollow, i, j) - ((r[i] ?? Number.NaN) + (r[j] ?? Number.NaN)) / (n - 2) + total / ((n - 1) * (n - 2)),
  );
}

export function rowSums(a: Float64Matrix): number[] {
  return Array.from({ length: a.rows }, (_, i) =>
    a.data.subarray(i * a.columns, (i + 1) * a.columns).reduce((sum, value) => sum + value, 0),
  );
}

/** A∘B */
export function entrywise(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  return build(a.rows, a.columns, (i, j) => at(a, i, j) * at(b, i, j));
}

/** ⟨A,B⟩ */
export function frobenius(a: Float64Matrix, b: Float64Matrix): number {
  return entrywise(a, b).data.reduce((sum, value) => sum + value, 0);
}

/** The representation without example `index`. */
export function without(x: Float64Matrix, index: number): Float64Matrix {
  return build(x.rows - 1, x.columns, (i, j) => at(x, i < index ? i : i + 1, j));
}

/** The representation with its examples in another order. */
export function reordered(x: Float64Matrix, order: ArrayLike<number>): Float64Matrix {
  return build(x.rows, x.columns, (i, j) => at(x, Number(order[i]), j));
}
