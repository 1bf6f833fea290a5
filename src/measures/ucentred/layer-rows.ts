import type { CentredBlock } from "../../kernels/centred-block.js";
import type { Matrix } from "../../kernels/matrix.js";
import { columnMoments, rowMoments } from "../../kernels/moments.js";
import { dot, largestMagnitude, sum } from "../../kernels/vector.js";
import { CONSTANT, centredRepresentation } from "../centred-representation.js";
import { type Shifts, shiftsOf } from "./feature-form.js";

/** How precise products are. */
export type Precision = "float32" | "float64";

/** A layer of which any entry of its U-centred Gram matrix can be made, without a copy of it. Examples have length 1 on average. */
export interface LayerRows extends Shifts {
  readonly n: number;
  readonly p: number;
  /** k_i + 2α_i, what the formula of entries gives on the diagonal, where A is zero. */
  readonly diagonal: Float64Array;
  /** ‖K‖²_F less ⟨A,A⟩, from A_ij = K_ij + α_i + α_j and A1 = 0. */
  readonly gramExcess: number;
  /** Some examples, of which entries are made. */
  block(from: number, count: number): CentredBlock;
}

/**
 * @param x - a representation, n × p with n ≥ 4, of finite numbers.
 * @param precision - of its products.
 * @returns `null` where the representation is constant.
 */
export function layerRows(x: Matrix, precision: Precision): LayerRows | null {
  // Numbers of float64 may be so large or small that their squares are not finite.
  const source = precision === "float32" ? single(x) : centredRepresentation(x);
  if (source === null) return null;
  const { means, squares } = columnMoments(source);
  if (mayBeConstant(source, squares) && centredRepresentation(x) === null) return null;
  const centre = precision === "float32" ? means.map(Math.fround) : means;
  const delta = means.map((mean, j) => mean - (centre[j] ?? 0));
  const moments = rowMoments(source, centre, delta);
  const scale = source.rows / sum(moments.squaredNorms);
  return rowsOf(source, centre, delta, scale, moments);
}

/** What is largest in a layer of float32 whose squared lengths float32 can hold, as can their inverses. */
const PLAIN = { least: 1e-8, most: 1e15 } as const;

/**
 * A layer in float32, as it is where possible. Other numbers are centred and sized first: rounded as they are they could
 * lose what they differ in, or overflow.
 */
function single(x: Matrix): Matrix | null {
  const largest = largestMagnitude(x.data);
  if (x.data instanceof Float32Array && largest >= PLAIN.least && largest <= PLAIN.most) return x;
  const xc = centredRepresentation(x);
  return xc && { ...xc, data: Float32Array.from(xc.data) };
}

/** Mostly the squares about the first row are so large that max|Xc| must be a good share of max|X|. */
function mayBeConstant({ rows, columns, data }: Matrix, squares: number): boolean {
  const largest = largestMagnitude(data.subarray(0, columns)) + Math.sqrt(squares);
  // About the mean they are smaller by n times the squared distance of the first row: at least by a share of 1/n.
  return !(Math.sqrt(squares / rows / (rows * columns)) > CONSTANT * largest);
}

function rowsOf(
  x: Matrix,
  centre: Float64Array,
  delta: Float64Array,
  scale: number,
  { squaredNorms, along }: ReturnType<typeof rowMoments>,
): LayerRows {
  const [n, p] = [x.rows, x.columns];
  const { squaredNorms: k, shifts: alpha } = shiftsOf(squaredNorms.map((square) => square * scale));
  // (x_i − c)(x_j − c) has δ·(x_i − c) + δ·(x_j − c) − δ·δ beyond the product of centred rows.
  const half = dot(delta, delta) / 2;
  const shifts = alpha.map((value, i) => value - scale * ((along[i] ?? 0) - half));
  return {
    n,
    p,
    squaredNorms: k,
    shifts: alpha,
    diagonal: k.map((square, i) => square + 2 * (alpha[i] ?? 0)),
    gramExcess: 2 * (n - 2) * dot(alpha, alpha) + 2 * sum(alpha) ** 2 + dot(k, k),
    block(from, count) {
      const rows = { rows: count, columns: p, data: x.data.subarray(from * p, (from + count) * p) };
      return { x: rows, centre, residual: delta, scale, shifts: shifts.subarray(from, from + count) };
    },
  };
}
