import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { addScaledRows, addToRows, timesVector, transposedTimesVector } from "../../kernels/matrix-vector.js";
import { crossProduct, product, scatter } from "../../kernels/products.js";
import { dot, rowDots, sum, zipWith } from "../../kernels/vector.js";

/**
 * What the U-centred Gram matrix A = Xc Xc' + α1' + 1α' − diag(k + 2α) is made of, without the n × n entries.
 *
 * Its diagonal is zero and its rows sum to zero.
 */
export interface Features extends Shifts {
  /** Xc, n × p. */
  readonly xc: Float64Matrix;
}

export interface Shifts {
  /** k_i = ‖xc_i‖² */
  readonly squaredNorms: Float64Array;
  /** α_i = k_i/(n − 2) − Σk/(2(n − 1)(n − 2)) */
  readonly shifts: Float64Array;
}

export function featuresOf(xc: Float64Matrix): Features {
  return { xc, ...shiftsOf(rowDots(xc, xc)) };
}

/** @param squaredNorms - of the n rows of Xc. */
export function shiftsOf(squaredNorms: Float64Array): Shifts {
  const n = squaredNorms.length;
  const common = sum(squaredNorms) / (2 * (n - 1) * (n - 2));
  return { squaredNorms, shifts: squaredNorms.map((k) => k / (n - 2) - common) };
}

/** ⟨A,B⟩ */
export function featureProduct(x: Features, y: Features): number {
  const { data } = crossProduct(x.xc, y.xc);
  return correctedProduct(dot(data, data), x, y);
}

/** ⟨A,B⟩ = ⟨K,M⟩ − n/(n−2)·Σk_i l_i + Σk·Σl/((n−1)(n−2)), where ⟨K,M⟩ = ‖Xc'Yc‖² */
export function correctedProduct(gramProduct: number, x: Shifts, y: Shifts): number {
  const [k, l] = [x.squaredNorms, y.squaredNorms];
  const n = k.length;
  return gramProduct - (n / (n - 2)) * dot(k, l) + (sum(k) * sum(l)) / ((n - 1) * (n - 2));
}

/** t = (A∘B)1, the row sums of the entrywise product. */
export function featureRowProducts(x: Features, y: Features): Float64Array {
  const gramRows = rowDots(product(x.xc, x === y ? scatter(x.xc) : crossProduct(x.xc, y.xc)), y.xc);
  return correctedRows(gramRows, x, y, gramTimes(x.xc, y.shifts), gramTimes(y.xc, x.shifts));
}

/**
 * t = (A∘B)1 from (K∘M)1, Kβ and Mα.
 *
 * A's rows sum to zero, so t_i = Σ_{j≠i} A_ij(M_ij + β_j); both terms then follow from K∘M's rows, Yc'α and Xc'β.
 */
export function correctedRows(
  gramRows: Float64Array,
  x: Shifts,
  y: Shifts,
  kBetas: Float64Array,
  mAlphas: Float64Array,
): Float64Array {
  const n = gramRows.length;
  const [alphas, betas] = [sum(x.shifts), sum(y.shifts)];
  const both = dot(x.shifts, y.shifts);
  return zipWith(
    (gramProducts, k, l, kBeta, mAlpha, alpha, beta) =>
      gramProducts - k * l + kBeta + mAlpha - (3 * n - 4) * alpha * beta - alpha * betas - beta * alphas + both,
    gramRows,
    x.squaredNorms,
    y.squaredNorms,
    kBetas,
    mAlphas,
    x.shifts,
    y.shifts,
  );
}

/** Σ_j K_ij² for each i. */
export function featureGramRowNorms({ xc }: Features): Float64Array {
  return rowDots(product(xc, scatter(xc)), xc);
}

/** AXc = Xc Xc'Xc + 1(Xc'α)' − diag(k + 2α)Xc, n × p. */
export function featureTimesFeatures({ xc, squaredNorms, shifts }: Features): Float64Matrix {
  const result = product(xc, scatter(xc));
  addToRows(result, transposedTimesVector(xc, shifts));
  addScaledRows(
    result,
    zipWith((k, alpha) => -(k + 2 * alpha), squaredNorms, shifts),
    xc,
  );
  return result;
}

/** Kv = Xc(Xc'v) */
function gramTimes(xc: Float64Matrix, v: Float64Array): Float64Array {
  return timesVector(xc, transposedTimesVector(xc, v));
}
