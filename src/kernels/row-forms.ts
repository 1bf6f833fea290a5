import { type CentredBlock, meanCentredRows } from "./centred-block.js";
import type { Matrix } from "./matrix.js";
import { product } from "./products.js";

/**
 * xc_i'C yc_i of each of n examples, about their means.
 *
 * @param x - n × p.
 * @param c - p × q.
 * @param y - n × q.
 */
export function rowForms(x: CentredBlock, c: Matrix, y: CentredBlock): Float64Array {
  const { columns, data } = product(meanCentredRows(x), c);
  const other = meanCentredRows(y).data;
  return new Float64Array(x.x.rows).map((_, i) => {
    let sum = 0;
    for (let at = i * columns; at < (i + 1) * columns; at++) sum += data[at]! * other[at]!;
    return sum;
  });
}
