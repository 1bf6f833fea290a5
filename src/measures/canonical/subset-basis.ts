import { centred } from "../../kernels/centred.js";
import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { gatheredRows } from "../../kernels/gathered.js";
import { inverseFactor } from "../../kernels/inverse-factor.js";
import { rowProducts, scatter } from "../../kernels/products.js";
import { symmetricEigen } from "../../kernels/symmetric-eigen.js";
import { dot } from "../../kernels/vector.js";
import { axesOf, type PrincipalAxes, RANK, rowsOver } from "./principal-axes.js";

// Both ways take squares, which cost digits: each is gone only where that leaves more than nine of them, and is `null` else.

/** What rounding may be multiplied by. */
const LOSS = 1e6;

/**
 * An orthonormal basis of what the features of some examples span, where that has as many axes as of all examples.
 *
 * U_S, the centred rows of U, has a Gram matrix near a multiple of 1. With its inverse factor W the basis is U_S W'. No
 * singular value of U_S is below 1/‖W‖, so none of X_S = U_S ΣV' below σ_r/‖W‖: where that exceeds 1e-10·σ_1, no rank is lost.
 */
export function sameSpaceBasis({ left, values }: PrincipalAxes, rows: Uint32Array): Float64Matrix | null {
  if (rows.length <= left.columns) return null;
  const part = centred(gatheredRows(left, rows));
  const inverse = inverseFactor(scatter(part));
  if (inverse === null) return null;
  const square = dot(inverse.data, inverse.data);
  const least = (values.at(-1) ?? 0) / Math.sqrt(square);
  return square < LOSS && least > RANK * (values[0] ?? 0) ? rowProducts(part, inverse) : null;
}

/**
 * An orthonormal basis of the axes that reach a share of the variance, from the Gram matrix of the features.
 *
 * Of r axes the last that 99 % of the variance need has .01/r of it or more: the square of its singular value is seen well
 * beside that of the first.
 *
 * @param xc - n × r, columns centred.
 */
export function leadingBasis(xc: Float64Matrix, share: number): Float64Matrix | null {
  const { values: squares, vectors } = symmetricEigen(scatter(xc));
  const values = squares.map((square) => Math.sqrt(Math.max(square, 0)));
  const used = axesOf(values, share);
  if (!((squares[used - 1] ?? 0) * LOSS > (squares[0] ?? 0))) return null;
  return rowProducts(xc, rowsOver(vectors, values.subarray(0, used)));
}
