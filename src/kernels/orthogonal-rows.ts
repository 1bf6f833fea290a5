import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { crossProduct, gram, product, rowProducts } from "./products.js";
import { rowsOf } from "./rows-of.js";
import { symmetricEigen } from "./symmetric-eigen.js";
import { addScaledAt, dot, rowDots } from "./vector.js";

/**
 * Rows are found together whose lengths are at least this share of the longest. Their squares, of which the Gram matrix is
 * made, then lie within 256 of each other, so that it costs them no more than two digits.
 */
const LEVEL = 1 / 16;
/** A row below this share of the whole matrix is nothing but rounding. */
const NOTHING = 1e-15;

/** What rotations of its rows make of a matrix. */
export interface OrthogonalRows {
  /** JB, m × k: its rows are orthogonal, their lengths are the singular values of B. */
  readonly rotated: Float64Matrix;
  /** J, m × m, orthogonal: its columns are the left singular vectors of B, as rows here. */
  readonly rotation: Float64Matrix;
  /** The lengths of the rows of JB, in no order. */
  readonly lengths: Float64Array;
}

/**
 * The singular value decomposition of B, m × k, by rotations of its rows: B = J'(JB).
 *
 * J has the eigenvectors of BB'. Its entries are squares, and rounding hides what is small beside the largest of them; so
 * only the longest rows are taken from it, the others made orthogonal to these and taken from a Gram matrix of their own,
 * level after level. Small singular values and their vectors come out as well as large ones.
 *
 * @throws RangeError for a value that is not finite.
 */
export function orthogonalRows(b: Float64Matrix): OrthogonalRows {
  const state = { rotated: { ...b, data: b.data.slice() }, rotation: identity(b.rows) };
  const nothing = NOTHING * Math.sqrt(dot(b.data, b.data));
  const rank = Math.min(b.rows, b.columns);
  for (let first = 0; first < rank; ) {
    rotateRest(state, first);
    const lengths = lengthsOf(rowsOf(state.rotated, first, b.rows));
    if (lengths[0]! <= nothing) break;
    const shorter = lengths.findIndex((length) => length < LEVEL * lengths[0]!);
    first = shorter < 0 ? b.rows : first + shorter;
    separate(state, first);
  }
  return { ...state, lengths: lengthsOf(state.rotated) };
}

interface State {
  readonly rotated: Float64Matrix;
  readonly rotation: Float64Matrix;
}

/** Makes the rows from `first` on orthogonal to each other, the longest first, as far as their Gram matrix tells. */
function rotateRest({ rotated, rotation }: State, first: number): void {
  const rest = rowsOf(rotated, first, rotated.rows);
  const { vectors } = symmetricEigen(gram(rest));
  rest.data.set(product(vectors, rest).data);
  const before = rowsOf(rotation, first, rotation.rows);
  before.data.set((first === 0 ? vectors : product(vectors, before)).data);
}

/**
 * Turns the rows from `first` on by the small angles at which rounding left them to those before, so that none of them keeps
 * a share of what is much longer.
 */
function separate({ rotated, rotation }: State, first: number): void {
  const [ahead, behind] = [rowsOf(rotated, 0, first), rowsOf(rotated, first, rotated.rows)];
  if (behind.rows === 0) return;
  const squares = rowDots(ahead, ahead);
  const angles = rowProducts(behind, ahead);
  for (let at = 0; at < angles.data.length; at++) angles.data[at]! /= squares[at % first]!;
  turn(ahead, behind, angles);
  turn(rowsOf(rotation, 0, first), rowsOf(rotation, first, rotation.rows), angles);
}

function turn(ahead: Float64Matrix, behind: Float64Matrix, angles: Float64Matrix): void {
  const [away, back] = [product(angles, ahead), crossProduct(angles, behind)];
  addScaledAt(behind.data, 0, -1, away.data, 0, away.data.length);
  addScaledAt(ahead.data, 0, 1, back.data, 0, back.data.length);
}

function identity(size: number): Float64Matrix {
  const result = zeros(size, size);
  for (let i = 0; i < size; i++) result.data[i * size + i] = 1;
  return result;
}

function lengthsOf(x: Float64Matrix): Float64Array {
  return rowDots(x, x).map(Math.sqrt);
}
