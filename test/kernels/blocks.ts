import type { CentredBlock } from "../../src/kernels/centred-block.js";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { at, build, gaussian } from "./matrices.js";

/** R examples of p features, every part of the block so large that none can be forgotten unnoticed. */
export function someBlock(rows: number, columns: number, seed: number): CentredBlock {
  const x = gaussian(rows, columns, seed);
  return { x: { ...x, data: x.data.map(Math.fround) }, ...aboutFeatures(columns), shifts: shiftsOf(rows, seed) };
}

/** Centre, residual and scale are the layer's: one for all blocks of so many features. */
function aboutFeatures(p: number): Pick<CentredBlock, "centre" | "residual" | "scale"> {
  const centre = gaussian(1, p, 1000 + p).data.map((value) => Math.fround(0.5 * value));
  return { centre, residual: gaussian(1, p, 2000 + p).data.map((value) => 0.1 * value), scale: 0.7 };
}

function shiftsOf(rows: number, seed: number): Float64Array {
  return gaussian(rows, 1, seed + 3000).data.map((value) => 0.3 * value);
}

/** The same block with its examples in float32. */
export function single(block: CentredBlock): CentredBlock {
  return { ...block, x: { ...block.x, data: Float32Array.from(block.x.data) } };
}

/** The same examples in memory that threads share. */
export function shared(block: CentredBlock): CentredBlock {
  const data = new Float32Array(new SharedArrayBuffer(4 * block.x.data.length));
  data.set(block.x.data);
  return { ...block, x: { ...block.x, data } };
}

/** (x_i − c − δ)·√scale by its definition. */
export function naiveAbout({ x, centre, residual, scale }: CentredBlock): Float64Matrix {
  const mean = Array.from(centre, (value, j) => value + Number(residual[j]));
  return build(x.rows, x.columns, (i, j) => (at(x, i, j) - Number(mean[j])) * Math.sqrt(scale));
}

/** scale·(x_i − c)·(y_j − c) + α_i + α_j by its definition. */
export function naiveEntries(rows: CentredBlock, columns: CentredBlock): Float64Matrix {
  const { centre, scale } = rows;
  return build(rows.x.rows, columns.x.rows, (i, j) => {
    let product = 0;
    for (let k = 0; k < rows.x.columns; k++)
      product += (at(rows.x, i, k) - Number(centre[k])) * (at(columns.x, j, k) - Number(centre[k]));
    return scale * product + Number(rows.shifts[i]) + Number(columns.shifts[j]);
  });
}
