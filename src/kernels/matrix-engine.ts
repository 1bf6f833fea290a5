import { type BlockAlignments, blockAlignments, blockProducts } from "./block-alignments.js";
import { type CentredBlock, meanCentredRows } from "./centred-block.js";
import { cubeTrace } from "./cube-trace.js";
import type { Float64Matrix } from "./float64-matrix.js";
import { type LargestProducts, largestProducts } from "./largest-products.js";
import type { Matrix } from "./matrix.js";
import { crossProduct, gram, scatter } from "./products.js";
import { rowForms } from "./row-forms.js";
import { dot } from "./vector.js";

/**
 * The dense products that dear measures spend their time in, for a runtime to do faster than the kernels of this folder.
 *
 * Examples are float32 or float64, all of one call alike. Those of float32 may be multiplied and summed in float32, as
 * far as scores stay right to 1e-6; those of float64 are not. Nothing is changed in place, and results belong to the
 * caller. Promises are rejected with a RangeError where memory does not suffice.
 */
export interface MatrixEngine {
  /** What multiplies in either precision, for the plan that results hold. */
  readonly names: { readonly float32: string; readonly float64: string };
  /** Xc'Yc, p × q from n × p and n × q, about their means. */
  crossProduct(x: CentredBlock, y: CentredBlock): Promise<Float64Matrix>;
  /** Xc'Xc, p × p from n × p, symmetric to the bit. */
  scatter(x: CentredBlock): Promise<Float64Matrix>;
  /** ‖Xc'Yc‖²_F; of one block with itself in less work. */
  crossNorm(x: CentredBlock, y: CentredBlock): Promise<number>;
  /** XX', n × n from n × p, on and above the diagonal; what is below it may be anything. */
  upperGram(x: Matrix): Promise<Matrix>;
  /** See `largestProducts`. */
  largestProducts(x: Matrix, k: number): Promise<LargestProducts>;
  /** See `rowForms`. */
  rowForms(x: CentredBlock, c: Matrix, y: CentredBlock): Promise<Float64Array>;
  /** See `blockAlignments`. */
  alignments(
    rows: readonly CentredBlock[],
    columns: readonly CentredBlock[],
    mirrored: boolean,
  ): Promise<BlockAlignments>;
  /** See `blockProducts`. */
  products(rows: readonly CentredBlock[], columns: readonly CentredBlock[]): Promise<Matrix>;
  /** See `cubeTrace`. */
  cubeTrace(block: CentredBlock): Promise<number>;
}

function crossNorm(x: CentredBlock, y: CentredBlock): number {
  const xc = meanCentredRows(x);
  const { data } = x === y ? scatter(xc) : crossProduct(xc, meanCentredRows(y));
  return dot(data, data);
}

/** The engine that runs everywhere: the kernels of this folder, on the calling thread. */
export const wasmEngine: MatrixEngine = {
  names: { float32: "WebAssembly", float64: "WebAssembly" },
  crossProduct: async (x, y) => crossProduct(meanCentredRows(x), meanCentredRows(y)),
  scatter: async (x) => scatter(meanCentredRows(x)),
  crossNorm: async (x, y) => crossNorm(x, y),
  upperGram: async (x) => gram(x),
  largestProducts: async (x, k) => largestProducts(x, k),
  rowForms: async (x, c, y) => rowForms(x, c, y),
  alignments: async (rows, columns, mirrored) => blockAlignments(rows, columns, mirrored),
  products: async (rows, columns) => blockProducts(rows, columns),
  cubeTrace: async (block) => cubeTrace(block),
};
