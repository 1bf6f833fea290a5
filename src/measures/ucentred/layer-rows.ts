import type { CentredBlock } from "../../kernels/centred-block.js";
import type { Matrix } from "../../kernels/matrix.js";
import { columnMoments, projections, squaredDeviations } from "../../kernels/moments.js";
import { dot, largestMagnitude, sum } from "../../kernels/vector.js";
import { CONSTANT, centredRepresentation } from "../centred-representation.js";
import { type Shifts, shiftsOf } from "./feature-form.js";

/** How precise products are. */
export type Precision = "float32" | "float64";

/** A layer of which any entry of its U-centred Gram matrix can be made, without a copy of it. Examples have length 1 on average. */
export interface LayerRows extends Shifts {
  readonly n: number;
  readonly p: number;
  /** Of its products. */
  readonly precision: Precision;
  /** k_i + 2α_i, what the formula of entries gives on the diagonal, where A is zero. */
  readonly diagonal: Float64Array;
  /** ‖K‖²_F less ⟨A,A⟩, from A_ij = K_ij + α_i + α_j and A1 = 0. */
  readonly gramExcess: number;
  /** Some examples, of which entries are made. */
  block(from: number, count: number): CentredBlock;
}

/**
 * @param x - a representation, n × p with n ≥ 4.
 * @param precision - of its products.
 * @param checkFinite - throws where a number of x is not finite; nothing unless given.
 * @returns `null` where the representation is constant.
 */
export function layerRows(x: Matrix, precision: Precision, checkFinite: () => void = () => {}): LayerRows | null {
  if (precision === "float32" && x.data instanceof Float32Array) {
    const { means, squares } = columnMoments(x);
    // Finite numbers of float32 have finite squares in float64: what passes this needs no look at each.
    if (!Number.isFinite(squares)) checkFinite();
    if (isPlain(x, squares)) return rowsOf(x, means, means.map(Math.fround));
  } else checkFinite();
  const xc = centredRepresentation(x);
  if (xc === null) return null;
  // Centred and sized before it is rounded: it could lose what it differs in, or overflow.
  const source = precision === "float32" ? { ...xc, data: Float32Array.from(xc.data) } : xc;
  const { means } = columnMoments(source);
  return rowsOf(source, means, precision === "float32" ? means.map(Math.fround) : means);
}

/** Numbers of float32 whose squared lengths it can hold, as it can their inverses. */
const PLAIN = { least: 1e-12, most: 1e15 } as const;

/** Whether a layer of float32 varies beyond doubt, and can be multiplied as it is. */
function isPlain({ rows, columns, data }: Matrix, squares: number): boolean {
  const largest = largestMagnitude(data.subarray(0, columns)) + Math.sqrt(squares);
  // About the mean the squares are smaller by n times the squared distance of the first row: a share of 1/n is left at least.
  const spread = Math.sqrt(squares / rows / data.length);
  return spread > CONSTANT * largest && spread >= PLAIN.least && largest <= PLAIN.most;
}

/** Where what is left of the means is a smaller share of an example's length, entries do not see it. */
const NEGLIGIBLE = 1e-8;

function rowsOf(x: Matrix, means: Float64Array, centre: Float64Array): LayerRows {
  const [n, p] = [x.rows, x.columns];
  const squares = squaredDeviations(x, means);
  const scale = n / sum(squares);
  const { squaredNorms: k, shifts: alpha } = shiftsOf(squares.map((square) => square * scale));
  const delta = means.map((mean, j) => mean - (centre[j] ?? 0));
  const length = dot(delta, delta);
  // (x_i − c)(x_j − c) has δ·(x_i − c) + δ·(x_j − c) − δ·δ beyond the product of centred rows.
  const along = scale * length > NEGLIGIBLE ** 2 ? projections(x, centre, delta) : null;
  const shifts = alpha.map((value, i) => (along === null ? value : value - scale * ((along[i] ?? 0) - length / 2)));
  return {
    n,
    p,
    precision: x.data instanceof Float32Array ? "float32" : "float64",
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
