import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import type { Matrix } from "../../kernels/matrix.js";
import { dot, scaled, sum } from "../../kernels/vector.js";
import { type Features, featuresOf } from "./feature-form.js";

/** How precise a factor is. */
export type Precision = "float32" | "float64";

/**
 * The U-centred Gram matrix A of a representation as a product of thin factors, but for its diagonal: with
 * u = (α + 1)/√2 and v = (α − 1)/√2, K_ij + α_i + α_j = [xc_i, u_i, v_i]·[xc_j, u_j, −v_j]; A is that off the diagonal
 * and zero on it.
 */
export interface Factored {
  /** F, n × (p + 2), with A = F·diag(1, …, 1, −1)·F' off the diagonal. */
  readonly factor: Matrix;
  /** k_i + 2α_i as the factor has it on the diagonal, rounded as it is. */
  readonly diagonal: Float64Array;
  /** ‖K‖²_F less ⟨A,A⟩, from A_ij = K_ij + α_i + α_j and A1 = 0. */
  readonly gramExcess: number;
}

/**
 * @param xc - a centred representation, n × p with n ≥ 4.
 * @param precision - of the factor.
 */
export function factored(xc: Float64Matrix, precision: Precision): Factored {
  const features = featuresOf(unitOnAverage(xc));
  const { squaredNorms: k, shifts } = features;
  const n = xc.rows;
  // Σ_{i≠j}(α_i + α_j)² and the diagonal k_i².
  const pairs = 2 * (n - 2) * dot(shifts, shifts) + 2 * sum(shifts) ** 2;
  const factor = factorOf(features, precision);
  return { factor, diagonal: diagonalOf(factor), gramExcess: pairs + dot(k, k) };
}

/** Examples of length 1 on average: CKA sees no scale, and float32 has no room for every one. */
function unitOnAverage(xc: Float64Matrix): Float64Matrix {
  return scaled(xc, 1 / Math.sqrt(dot(xc.data, xc.data) / xc.rows));
}

function factorOf({ xc, shifts }: Features, precision: Precision): Matrix {
  const { rows, columns } = xc;
  const width = columns + 2;
  const data = precision === "float32" ? new Float32Array(rows * width) : new Float64Array(rows * width);
  for (const [i, alpha] of shifts.entries()) {
    data.set(xc.data.subarray(i * columns, (i + 1) * columns), i * width);
    data.set([(alpha + 1) / Math.SQRT2, (alpha - 1) / Math.SQRT2], i * width + columns);
  }
  return { rows, columns: width, data };
}

function diagonalOf({ rows, columns, data }: Matrix): Float64Array {
  return new Float64Array(rows).map((_, i) => {
    const row = Float64Array.from(data.subarray(i * columns, (i + 1) * columns));
    return dot(row, row) - 2 * (row[columns - 1] ?? 0) ** 2;
  });
}
