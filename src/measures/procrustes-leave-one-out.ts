import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { total } from "../kernels/mean.js";
import { orthogonalRows } from "../kernels/orthogonal-rows.js";
import { crossProduct, rowProducts } from "../kernels/products.js";
import { rowDots, zipWith } from "../kernels/vector.js";

/** Singular values below this share of the largest have no direction of their own. */
const NOTHING = 1e-14;
/** What is left of the squared norm is nothing at this share. */
const CONSTANT = 1e-12;

/**
 * The Procrustes similarity without each of n examples in turn, from its exact gradient: with P'Q = UΣV' the nuclear norm
 * falls by n/(n − 1)·(p_i'U)(V'q_i) to first order, the squared norms by n/(n − 1)·‖p_i‖² exactly.
 *
 * @param p - n × a, columns centred, Frobenius norm 1.
 * @param q - n × b, likewise.
 * @returns θ₋ᵢ, NaN where nothing is left without example i.
 */
export function procrustesLeaveOneOut(p: Float64Matrix, q: Float64Matrix): Float64Array {
  const [few, many] = p.columns <= q.columns ? [p, q] : [q, p];
  // With C = few'many = J'(JC): the rows of J are U', those of JC are ΣV'.
  const { rotated, rotation, lengths } = orthogonalRows(crossProduct(few, many));
  const values = lengths.map((value) => (value > NOTHING * Math.max(...lengths) ? value : 0));
  const unit = { ...rotated, data: rotated.data.map((value, at) => unitEntry(value, values, at, rotated.columns)) };
  const share = p.rows / (p.rows - 1);
  const nuclear = total(values);
  return zipWith(
    (together, inP, inQ) => (nuclear - share * together) / Math.sqrt(left(1 - share * inP) * left(1 - share * inQ)),
    rowDots(rowProducts(few, rotation), rowProducts(many, unit)),
    rowDots(p, p),
    rowDots(q, q),
  );
}

/** What is left of a squared norm of 1; no number where it is nothing but rounding. */
function left(share: number): number {
  return share > CONSTANT ? share : Number.NaN;
}

function unitEntry(value: number, lengths: Float64Array, at: number, columns: number): number {
  const length = lengths[Math.floor(at / columns)] ?? 0;
  return length === 0 ? 0 : value / length;
}
