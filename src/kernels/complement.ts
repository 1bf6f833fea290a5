import type { Float64Matrix } from "./float64-matrix.js";
import { inverseFactor } from "./inverse-factor.js";
import { addToRows } from "./matrix-vector.js";
import { crossProduct, product, rowProducts, scatter } from "./products.js";
import { uniforms } from "./random.js";
import { addScaledAt } from "./vector.js";

/**
 * An orthonormal basis of what is orthogonal to n × r orthonormal columns and to the constant column, n × (n − 1 − r), some
 * basis of many, but the same every time; `null` in the rare case that what it is made of is nearly dependent.
 *
 * Of random columns what lies in the given space is taken away, and an inverse factor of the Gram matrix makes the rest
 * orthonormal: nearly at first, to rounding when this is done again.
 *
 * @param basis - orthonormal columns that sum to 0, at most n − 2 of them.
 * @example
 * const basis = { rows: 3, columns: 1, data: Float64Array.of(Math.SQRT1_2, 0, -Math.SQRT1_2) };
 * complement(basis)?.columns; // => 1
 */
export function complement(basis: Float64Matrix): Float64Matrix | null {
  const [n, columns] = [basis.rows, basis.rows - 1 - basis.columns];
  const random = uniforms(n * columns, 0).map((value) => value - 0.5);
  const first = orthonormalBeside(basis, { rows: n, columns, data: random });
  return first && orthonormalBeside(basis, first);
}

function orthonormalBeside(basis: Float64Matrix, x: Float64Matrix): Float64Matrix | null {
  const inside = product(basis, crossProduct(basis, x));
  const rest = { ...x, data: x.data.slice() };
  addScaledAt(rest.data, 0, -1, inside.data, 0, inside.data.length);
  addToRows(
    rest,
    columnMeans(rest).map((mean) => -mean),
  );
  const inverse = inverseFactor(scatter(rest));
  return inverse && rowProducts(rest, inverse);
}

function columnMeans({ rows, columns, data }: Float64Matrix): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < rows; i++) addScaledAt(means, 0, 1 / rows, data, i * columns, columns);
  return means;
}
