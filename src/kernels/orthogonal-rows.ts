import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { dotAt, sum } from "./vector.js";

/** Rows whose cosine is below this count as orthogonal. */
const ORTHOGONAL = 1e-15;
/** A row below this share of the whole matrix is nothing but rounding. */
const NOTHING = 1e-16;
/** Sweeps before giving up; six to ten are usual. */
const PATIENCE = 60;

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
 * The singular value decomposition of B, m × k, by rotations of pairs of its rows: B = J'(JB).
 *
 * One-sided Jacobi finds small singular values and their vectors as well as large ones. It costs about 8m²(k + m)
 * operations a sweep: for bases and gradients, which are needed once, not for the values of two hundred permutations.
 *
 * @throws Error where the sweeps do not converge, which no finite matrix is known to cause.
 * @see Hestenes 1958; Golub & Van Loan 2013, section 8.6.3
 */
export function orthogonalRows(b: Float64Matrix): OrthogonalRows {
  const rotated = { ...b, data: b.data.slice() };
  const rotation = zeros(b.rows, b.rows);
  for (let i = 0; i < b.rows; i++) rotation.data[i * b.rows + i] = 1;
  for (let sweep = 0; rotatePairs(rotated, rotation); sweep++) {
    if (sweep === PATIENCE) throw new Error(`orthogonal rows: no convergence at size ${b.rows}`);
  }
  return { rotated, rotation, lengths: squaredLengths(rotated).map(Math.sqrt) };
}

/** Rotates each pair of rows once; whether any had to be. */
function rotatePairs(b: Float64Matrix, companion: Float64Matrix): boolean {
  const { rows, columns, data } = b;
  const squares = squaredLengths(b);
  const nothing = NOTHING ** 2 * sum(squares);
  let turned = false;
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      const [ii, jj] = [squares[i]!, squares[j]!];
      if (ii <= nothing || jj <= nothing) continue;
      const ij = dotAt(data, i * columns, data, j * columns, columns);
      if (Math.abs(ij) <= ORTHOGONAL * Math.sqrt(ii * jj)) continue;
      const zeta = (jj - ii) / (2 * ij);
      const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const c = 1 / Math.sqrt(1 + t * t);
      rotate(b, i, j, c, c * t);
      rotate(companion, i, j, c, c * t);
      squares[i] = dotAt(data, i * columns, data, i * columns, columns);
      squares[j] = dotAt(data, j * columns, data, j * columns, columns);
      // Near the end rounding alone may keep a cosine at the limit: an angle that changes no digit is no turn.
      turned ||= Math.abs(t) > Number.EPSILON;
    }
  }
  return turned;
}

function rotate({ columns, data }: Float64Matrix, i: number, j: number, c: number, s: number): void {
  for (let k = 0, a = i * columns, b = j * columns; k < columns; k++, a++, b++) {
    const [left, right] = [data[a]!, data[b]!];
    data[a] = c * left - s * right;
    data[b] = s * left + c * right;
  }
}

function squaredLengths({ rows, columns, data }: Float64Matrix): Float64Array {
  return new Float64Array(rows).map((_, i) => dotAt(data, i * columns, data, i * columns, columns));
}
