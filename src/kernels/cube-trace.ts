import { blockEntries, type CentredBlock, centredRows } from "./centred-block.js";
import { type Float64Matrix, transposed, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { product, scatter } from "./products.js";
import { dot } from "./vector.js";

/**
 * tr Â³ of the matrix Â that a block of all n examples of a layer makes, the diagonal as its formula has it.
 *
 * From whichever is smaller: Â itself, n × n, or F'G, (p + 2) × (p + 2), with Â = FG': their cubes have the same trace.
 */
export function cubeTrace(block: CentredBlock): number {
  const { rows: n, columns: p } = block.x;
  const small = p + 2 < n ? turned(scatter(factor(block))) : blockEntries(block, block);
  return dot(product(small, small).data, transposed(small).data);
}

/**
 * F = [y, u, v] of y = (x − c)·√scale, u = (α + 1)/√2 and v = (α − 1)/√2. With G = [y, u, −v] it has the products
 * y_i·y_j + u_i u_j − v_i v_j = y_i·y_j + α_i + α_j.
 */
function factor(block: CentredBlock): Matrix {
  const y = centredRows(block, Math.sqrt(block.scale));
  const wide = zeros(y.rows, y.columns + 2);
  for (const [i, alpha] of block.shifts.entries()) {
    const start = i * wide.columns;
    wide.data.set(y.data.subarray(i * y.columns, (i + 1) * y.columns), start);
    wide.data.set([(alpha + 1) / Math.SQRT2, (alpha - 1) / Math.SQRT2], start + y.columns);
  }
  return wide;
}

/** F'G from F'F: its last column with the other sign, in place. */
function turned(x: Float64Matrix): Float64Matrix {
  for (let at = x.columns - 1; at < x.data.length; at += x.columns) x.data[at]! *= -1;
  return x;
}
