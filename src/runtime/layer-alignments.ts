import type { BlockAlignments } from "../kernels/block-alignments.js";
import type { CentredBlock } from "../kernels/centred-block.js";
import type { Matrix } from "../kernels/matrix.js";
import { total } from "../kernels/mean.js";
import { layerProductGraph, pairAlignmentGraph, rowAlignmentGraph } from "../onnx/alignment-graphs.js";
import { across, down, oneAfterTheOther } from "./matrix-operands.js";
import type { MatrixSessions } from "./matrix-sessions.js";

/** `blockAlignments` by ONNX Runtime, but for the sums of columns. */
export function rowAlignments(
  sessions: MatrixSessions,
  rows: readonly CentredBlock[],
  columns: readonly CentredBlock[],
): Promise<BlockAlignments> {
  const [m, n] = [rows.length, rows[0]?.x.rows ?? 0];
  return sessions.run(rowAlignmentGraph(m), entryOperands(rows, columns), (products, ...cubes) => ({
    rows: pairByPair(products, n, m),
    columns: null,
    cubes: Float64Array.from(cubes, total),
  }));
}

/** `blockProducts` by ONNX Runtime. */
export function layerProducts(
  sessions: MatrixSessions,
  rows: readonly CentredBlock[],
  columns: readonly CentredBlock[],
): Promise<Matrix> {
  const [m, n] = [rows.length, rows[0]?.x.rows ?? 0];
  return sessions.run(layerProductGraph(m), entryOperands(rows, columns), (products) => pairByPair(products, n, m));
}

/** Pairs k ≤ l one after the other, pairs × n from n × m × m. */
function pairByPair(products: Float32Array, n: number, m: number): Matrix {
  const pairs = (m * (m + 1)) / 2;
  const data = new Float32Array(pairs * n);
  // Row by row, as they lie: one pair after the other would read every line of the cache anew.
  for (let i = 0; i < n; i++)
    for (let l = 0, at = i; l < m; l++)
      for (let k = 0; k <= l; k++, at += n) data[at] = products[(i * m + k) * m + l] ?? 0;
  return { rows: pairs, columns: n, data };
}

/** `blockAlignments` of two layers by ONNX Runtime. */
export function pairAlignments(
  sessions: MatrixSessions,
  rows: readonly CentredBlock[],
  columns: readonly CentredBlock[],
): Promise<BlockAlignments> {
  return sessions.run(pairAlignmentGraph(), entryOperands(rows, columns), (...found) => {
    const [aRows, aColumns, bothRows, bothColumns, bRows, bColumns, ...cubes] = found;
    return {
      rows: oneAfterTheOther([aRows, bothRows, bRows]),
      columns: oneAfterTheOther([aColumns, bothColumns, bColumns]),
      cubes: Float64Array.from(cubes, total),
    };
  });
}

/** `ENTRY_INPUTS` of every layer. */
function entryOperands(rows: readonly CentredBlock[], columns: readonly CentredBlock[]): readonly Matrix[] {
  return rows.flatMap(({ x, centre, scale, shifts }, k) => {
    const right = columns[k];
    if (right === undefined) throw new RangeError(`alignments: no columns of layer ${k}`);
    return [x, right.x, across(centre), across(Float64Array.of(scale)), down(shifts), across(right.shifts)];
  });
}
