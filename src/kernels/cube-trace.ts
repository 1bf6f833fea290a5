import { blockEntries, type CentredBlock, centredRows } from "./centred-block.js";
import { transposed } from "./float64-matrix.js";
import { timesVector, transposedTimesVector } from "./matrix-vector.js";
import { product, scatter } from "./products.js";
import { dot, sum } from "./vector.js";

/**
 * tr Â³ of the matrix Â that a block of all n examples of a layer makes, the diagonal as its formula has it.
 *
 * From whichever is smaller: Â itself, n × n, or the products of features, p × p.
 */
export function cubeTrace(block: CentredBlock): number {
  if (!hasFewFeatures(block)) {
    const entries = blockEntries(block, block);
    return dot(product(entries, entries).data, transposed(entries).data);
  }
  const { shifts } = block;
  const y = centredRows(block, Math.sqrt(block.scale));
  const m = scatter(y);
  const sums = transposedTimesVector(y, new Float64Array(y.rows).fill(1));
  return shiftedCube({
    cube: dot(product(m, m).data, m.data),
    shifted: transposedTimesVector(y, shifts),
    sums,
    turned: timesVector(m, sums),
    shifts,
  });
}

/** Whether products of features are smaller than Â. */
export function hasFewFeatures({ x }: CentredBlock): boolean {
  return x.columns < x.rows;
}

/** What tr Â³ is made of by features: of Y = (x − c)·√scale, n × p, and M = Y'Y. */
export interface FeatureCube {
  /** tr M³ */
  readonly cube: number;
  /** Y'α */
  readonly shifted: Float64Array;
  /** Y'1 */
  readonly sums: Float64Array;
  /** MY'1 */
  readonly turned: Float64Array;
  /** α */
  readonly shifts: Float64Array;
}

/** tr (YY' + α1' + 1α')³, its terms by how often the two matrices of rank one occur in them. */
export function shiftedCube({ cube, shifted, sums, turned, shifts }: FeatureCube): number {
  const [n, total, squares] = [shifts.length, sum(shifts), dot(shifts, shifts)];
  const once = 2 * dot(shifted, turned);
  const twice = 2 * total * dot(shifted, sums) + n * dot(shifted, shifted) + squares * dot(sums, sums);
  return cube + 3 * once + 3 * twice + 2 * total * (total ** 2 + 3 * n * squares);
}
