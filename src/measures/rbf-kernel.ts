import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { median } from "../kernels/median.js";
import { gram } from "../kernels/products.js";

/** Where d² is a smaller share of the squared norms it is the difference of, it has lost digits. */
const CANCELS = 1e-4;

/** exp(−d²/2σ²) of all pairs of examples. */
export interface RbfKernel {
  /** n × n */
  readonly kernel: Float64Matrix;
  /** σ; 0 where half of the pairs or more do not differ, and then there is no kernel to speak of. */
  readonly bandwidth: number;
}

/** The kernel with σ = factor × the median distance of two different examples. */
export function rbfKernel(xc: Float64Matrix, factor: number): RbfKernel {
  const squares = squaredDistances(xc);
  const n = xc.rows;
  const distances = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) distances[at] = Math.sqrt(squares.data[i * n + j] ?? Number.NaN);
  }
  const bandwidth = factor * median(distances);
  return { kernel: { ...squares, data: squares.data.map((d) => Math.exp(-d / (2 * bandwidth ** 2))) }, bandwidth };
}

/** d²_ij = k_i + k_j − 2K_ij, and from the features where that cancels. */
function squaredDistances(xc: Float64Matrix): Float64Matrix {
  const n = xc.rows;
  const squares = gram(xc);
  const norms = new Float64Array(n).map((_, i) => squares.data[i * n + i] ?? Number.NaN);
  for (let i = 0; i < n; i++) {
    squares.data[i * n + i] = 0;
    for (let j = 0; j < i; j++) {
      const both = (norms[i] ?? 0) + (norms[j] ?? 0);
      const difference = both - 2 * (squares.data[i * n + j] ?? Number.NaN);
      const squared = difference < CANCELS * both ? directly(xc, i, j) : difference;
      squares.data[i * n + j] = squared;
      squares.data[j * n + i] = squared;
    }
  }
  return squares;
}

function directly({ columns, data }: Float64Matrix, i: number, j: number): number {
  let total = 0;
  for (let k = 0; k < columns; k++) {
    total += ((data[i * columns + k] ?? Number.NaN) - (data[j * columns + k] ?? Number.NaN)) ** 2;
  }
  return total;
}
