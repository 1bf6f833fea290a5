import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { crossProduct, gram, product } from "../kernels/products.js";
import { dot, rowDots, sum } from "../kernels/vector.js";

/** K = Xc Xc' of a centred representation, or the features that give its products. */
export interface LinearKernel {
  readonly n: number;
  readonly form: "entries" | "features";
  /** K, n × n, or Xc, n × p. */
  readonly matrix: Float64Matrix;
  /** tr K = ‖Xc‖²_F */
  readonly trace: number;
}

/** K itself where it is no larger than the features. */
export function linearKernel(xc: Float64Matrix): LinearKernel {
  return xc.rows <= xc.columns ? entriesKernel(xc) : featuresKernel(xc);
}

/** K in n²p operations; its products take n² more. */
export function entriesKernel(xc: Float64Matrix): LinearKernel {
  return { n: xc.rows, form: "entries", matrix: gram(xc), trace: sum(rowDots(xc, xc)) };
}

/** K by its features; its products take npq operations. */
export function featuresKernel(xc: Float64Matrix): LinearKernel {
  return { n: xc.rows, form: "features", matrix: xc, trace: sum(rowDots(xc, xc)) };
}

/** ⟨K,M⟩: by entries, as tr Yc'KYc, or as ‖Xc'Yc‖²_F. */
export function kernelProduct(x: LinearKernel, y: LinearKernel): number {
  if (x.form === y.form) {
    const [left, right] = x.form === "entries" ? [x.matrix, y.matrix] : twice(crossProduct(x.matrix, y.matrix));
    return dot(left.data, right.data);
  }
  const [entries, features] = x.form === "entries" ? [x.matrix, y.matrix] : [y.matrix, x.matrix];
  return dot(product(entries, features).data, features.data);
}

function twice<T>(value: T): readonly [T, T] {
  return [value, value];
}
