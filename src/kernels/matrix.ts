/** A dense matrix, row-major: element (i, j) is `data[i * columns + j]`. One row an example, everywhere in trisim. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}
