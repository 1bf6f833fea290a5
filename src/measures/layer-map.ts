import type { Matrix } from "../kernels/matrix.js";
import type { Measure } from "./define-measure.js";

/**
 * The score of each layer of one model against each layer of another, each layer prepared once.
 *
 * @param row - a row of `MEASURES`.
 * @param xs - L layers of the first model, all of the same n examples.
 * @param ys - layers of the second model, of these examples too.
 * @returns [i][j]: layer i of xs against layer j of ys; `null` where the measure is undefined.
 * @throws RangeError for a layer that the measure cannot take, as `xs[2]`, and for different numbers of examples.
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * const y = { rows: 3, columns: 1, data: Float64Array.of(5, 5, 5) };
 * layerMap(MEASURES["cka-biased"], [x], [x, y]); // => [[1, null]]
 */
export function layerMap(row: Measure, xs: readonly Matrix[], ys: readonly Matrix[]): (number | null)[][] {
  const left = xs.map((x, i) => row.prepare(x, `xs[${i}]`));
  const right = ys.map((y, j) => row.prepare(y, `ys[${j}]`));
  return left.map((x) => right.map((y) => row.between(x, y)));
}
