import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { scatter } from "../../kernels/products.js";
import { fromBlocks, symmetricTimes } from "../../kernels/upper-blocks.js";
import { dot, sumOfCubes, zipWith } from "../../kernels/vector.js";
import { featureTimesFeatures } from "./feature-form.js";
import { rowProducts } from "./products.js";
import type { UCentred } from "./ucentred.js";

/** The two third-order sums of A that the null distribution's skewness is made of. */
export interface Cubes {
  /** u = Σ A_ij³ */
  readonly entries: number;
  /** w = tr A³ */
  readonly trace: number;
}

/** @param xc - the n × p representation that A was made from. */
export function cubes(a: UCentred, xc: Float64Matrix): Cubes {
  let half = 0;
  for (const block of a.blocks) half += sumOfCubes(block.entries.data);
  const linear = a.kernel === null;
  return { entries: 2 * half, trace: linear && xc.columns < a.n / 2 ? traceFromFeatures(a, xc) : traceFromEntries(a) };
}

/** tr A·A·A with the last A = Xc Xc' + α1' + 1α' − D: since A1 = 0 that is ‖AXc‖²_F − Σ D_ii·(A²)_ii. */
function traceFromFeatures(a: UCentred, xc: Float64Matrix): number {
  const { data } = a.features ? featureTimesFeatures(a.features) : symmetricTimes(a.blocks, xc);
  const diagonal = zipWith((k, alpha) => k + 2 * alpha, a.squaredNorms, a.shifts);
  return dot(data, data) - dot(diagonal, rowProducts(a, a));
}

/** ⟨A²,A⟩, for p so large that n × n is no larger than the features. */
function traceFromEntries(a: UCentred): number {
  const matrix = fromBlocks(a.blocks, a.n);
  return dot(scatter(matrix).data, matrix.data);
}
