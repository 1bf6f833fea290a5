import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { gram, product, rowProducts } from "./products.js";

/** Matrices up to this size are factored entry by entry, larger ones by products of their halves. */
const SMALL = 32;

/**
 * The lower triangular W with WGW' = 1 of a symmetric positive definite n × n matrix, the inverse of its Cholesky factor;
 * `null` where rounding leaves it not positive definite.
 *
 * Where the columns of X are independent, those of XW' are an orthonormal basis of what they span, W that of X'X. They are
 * orthogonal to rounding errors times ‖W‖²·‖G‖: where that is large, a decomposition of X itself loses fewer digits.
 *
 * @param g - of which only the diagonal and what lies left of it is read.
 * @see Golub & Van Loan 2013, section 4.2
 * @example
 * inverseFactor({ rows: 1, columns: 1, data: Float64Array.of(4) })?.data; // => Float64Array.of(0.5)
 */
export function inverseFactor(g: Float64Matrix): Float64Matrix | null {
  const n = g.rows;
  if (n <= SMALL) return smallInverseFactor(g);
  const half = Math.ceil(n / 2);
  const upper = inverseFactor(block(g, 0, half, 0, half));
  if (upper === null) return null;
  // The factor's lower left block; what it leaves of G's lower right one is factored in turn.
  const beside = rowProducts(block(g, half, n, 0, half), upper);
  const left = block(g, half, n, half, n);
  const taken = gram(beside);
  for (let at = 0; at < left.data.length; at++) left.data[at]! -= taken.data[at]!;
  const lower = inverseFactor(left);
  return lower && assembled(upper, lower, product(lower, product(beside, upper)));
}

function smallInverseFactor(g: Float64Matrix): Float64Matrix | null {
  const n = g.rows;
  const factor = new Float64Array(n * n);
  const inverse = zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let entry = g.data[i * n + j]!;
      for (let k = 0; k < j; k++) entry -= factor[i * n + k]! * factor[j * n + k]!;
      if (i === j && !(entry > 0)) return null;
      factor[i * n + j] = i === j ? Math.sqrt(entry) : entry / factor[j * n + j]!;
    }
    inverse.data[i * n + i] = 1 / factor[i * n + i]!;
    for (let j = 0; j < i; j++) {
      let entry = 0;
      for (let k = j; k < i; k++) entry -= factor[i * n + k]! * inverse.data[k * n + j]!;
      inverse.data[i * n + j] = entry / factor[i * n + i]!;
    }
  }
  return inverse;
}

function block({ columns, data }: Float64Matrix, top: number, bottom: number, left: number, right: number) {
  const result = zeros(bottom - top, right - left);
  for (let i = top; i < bottom; i++)
    result.data.set(data.subarray(i * columns + left, i * columns + right), (i - top) * result.columns);
  return result;
}

/** Two triangles on the diagonal, and between them a block with its sign changed. */
function assembled(upper: Float64Matrix, lower: Float64Matrix, minusBeside: Float64Matrix): Float64Matrix {
  const [half, n] = [upper.rows, upper.rows + lower.rows];
  const result = zeros(n, n);
  for (let i = 0; i < half; i++) result.data.set(upper.data.subarray(i * half, (i + 1) * half), i * n);
  for (let i = 0; i < lower.rows; i++) {
    const to = (half + i) * n;
    for (let j = 0; j < half; j++) result.data[to + j] = -minusBeside.data[i * half + j]!;
    result.data.set(lower.data.subarray(i * lower.rows, (i + 1) * lower.rows), to + half);
  }
  return result;
}
