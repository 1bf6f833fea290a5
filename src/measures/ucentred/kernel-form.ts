import { type Float64Matrix, zeros } from "../../kernels/float64-matrix.js";
import { blockStarts, type UpperBlock, withPairSums } from "../../kernels/upper-blocks.js";
import { sum } from "../../kernels/vector.js";
import { entryGramRowNorms, entryProduct } from "./entry-form.js";
import type { UCentred } from "./ucentred.js";

/**
 * A of any kernel, given by its symmetric n × n matrix K, n ≥ 4.
 *
 * A_ij = K_ij + v_i + v_j off the diagonal, v_i = S/(2(n − 1)(n − 2)) − r_i/(n − 2) with the row sums r of K without its
 * diagonal and their sum S. Nothing of the null distribution or of leaving one out asks for the kernel to be linear.
 */
export function kernelForm(kernel: Float64Matrix): UCentred {
  const n = kernel.rows;
  const squaredNorms = new Float64Array(n).map((_, i) => kernel.data[i * n + i] ?? Number.NaN);
  const rowSums = squaredNorms.map((own, i) => sum(kernel.data.subarray(i * n, (i + 1) * n)) - own);
  const common = sum(rowSums) / (2 * (n - 1) * (n - 2));
  const shifts = rowSums.map((r) => common - r / (n - 2));
  const blocks = upperBlocks(kernel).map((block) => withPairSums(block, shifts));
  const gramNorm = sum(entryGramRowNorms(blocks, squaredNorms, shifts));
  const self = entryProduct(blocks, blocks);
  return { n, squaredNorms, shifts, self, gramNorm, blocks, features: null, kernel };
}

/** The part of a symmetric matrix that lies right of its diagonal. */
function upperBlocks(matrix: Float64Matrix): readonly UpperBlock[] {
  const starts = blockStarts(matrix.rows);
  return starts.map((first, index) => {
    const width = matrix.rows - first;
    const entries = zeros((starts[index + 1] ?? matrix.rows) - first, width);
    for (let i = 0; i < entries.rows; i++) {
      const row = (first + i) * matrix.columns;
      entries.data.set(matrix.data.subarray(row + first + i + 1, row + matrix.columns), i * width + i + 1);
    }
    return { first, entries };
  });
}
