/** A matrix read in place: its element (i, k) is `data[start + i * outer + k * inner]`. */
export interface View {
  readonly data: Float64Array;
  readonly start: number;
  readonly outer: number;
  readonly inner: number;
}

/** Where a product is added: element (i, j) is `data[start + i * stride + j]`. */
export interface Target {
  readonly data: Float64Array;
  readonly start: number;
  readonly stride: number;
}

/** Rows and columns of the tile of the result that stays in registers. */
const TILE = 4;
/** Terms summed before a tile is written back: two packed panels of this depth fit the first-level cache. */
const DEPTH = 256;

/**
 * C += A B', with A: m × depth and B: n × depth. Every dense product of this folder is a choice of strides.
 *
 * Both sides are packed into panels of four rows, so that the innermost loop reads memory in order and keeps its
 * sixteen sums in registers.
 *
 * @param upper - add only to the tiles that reach the diagonal or what is right of it; for a symmetric C (m = n).
 */
export function multiplyAdd(c: Target, m: number, n: number, depth: number, a: View, b: View, upper = false): void {
  const left = new Float64Array(TILE * DEPTH);
  const right = new Float64Array(Math.ceil(n / TILE) * TILE * DEPTH);
  const tile = new Float64Array(TILE * TILE);
  for (let k = 0; k < depth; k += DEPTH) {
    const terms = Math.min(DEPTH, depth - k);
    for (let j = 0; j < n; j += TILE) pack(right, j * terms, b, j, Math.min(TILE, n - j), k, terms);
    for (let i = 0; i < m; i += TILE) {
      pack(left, 0, a, i, Math.min(TILE, m - i), k, terms);
      for (let j = upper ? i : 0; j < n; j += TILE) {
        multiplyTile(tile, left, right, j * terms, terms);
        addTile(c, i, Math.min(TILE, m - i), j, Math.min(TILE, n - j), tile);
      }
    }
  }
}

/** Rows `row`… of a view, terms `k`…, one term after the other; missing rows are zero. */
function pack(panel: Float64Array, at: number, view: View, row: number, rows: number, k: number, terms: number): void {
  const { data, start, outer, inner } = view;
  for (let r = 0; r < TILE; r++) {
    let from = start + (row + r) * outer + k * inner;
    for (let to = at + r; to < at + r + terms * TILE; to += TILE, from += inner) panel[to] = r < rows ? data[from]! : 0;
  }
}

function addTile(c: Target, i: number, rows: number, j: number, columns: number, tile: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    const row = c.start + (i + r) * c.stride + j;
    for (let s = 0; s < columns; s++) c.data[row + s]! += tile[r * TILE + s]!;
  }
}

/** The sixteen sums of one tile, written out: V8 keeps scalars in registers, never the elements of an array. */
function multiplyTile(tile: Float64Array, left: Float64Array, right: Float64Array, start: number, terms: number): void {
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  for (let i = 0, j = start; i < terms * TILE; i += TILE, j += TILE) {
    const b0 = right[j]!;
    const b1 = right[j + 1]!;
    const b2 = right[j + 2]!;
    const b3 = right[j + 3]!;
    const a0 = left[i]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = left[i + 1]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = left[i + 2]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = left[i + 3]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  tile.set([s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]);
}
