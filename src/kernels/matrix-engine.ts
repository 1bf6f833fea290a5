import type { Float64Matrix } from "./float64-matrix.js";
import { innerProducts } from "./inner-products.js";
import type { Matrix } from "./matrix.js";
import { crossProduct, gram, rowProducts, scatter } from "./products.js";

/**
 * The dense products that dear measures spend their time in, for a runtime to do faster than the kernels of this folder.
 *
 * Operands are float32 or float64; both of one call alike. Results are float64. Of float32 operands no more than 100 terms
 * may be summed in float32 before they are added in float64; of float64 operands all is float64. Nothing is changed in
 * place, and results belong to the caller. Promises are rejected with a RangeError where memory does not suffice.
 */
export interface MatrixEngine {
  /** X'Y, p × q from n × p and n × q. */
  crossProduct(x: Matrix, y: Matrix): Promise<Float64Matrix>;
  /** X'X, p × p from n × p, symmetric to the bit. */
  scatter(x: Matrix): Promise<Float64Matrix>;
  /** XY', n × m from n × p and m × p. */
  rowProducts(x: Matrix, y: Matrix): Promise<Float64Matrix>;
  /** XX', n × n from n × p, symmetric to the bit. */
  gram(x: Matrix): Promise<Float64Matrix>;
  /**
   * ⟨X_i, Y_j⟩, K × L from K and L matrices of one shape: the inner products of the Gram matrices of K and L layers.
   *
   * Without `ys` those of `xs` with each other, symmetric to the bit.
   */
  innerProducts(xs: readonly Matrix[], ys?: readonly Matrix[]): Promise<Float64Matrix>;
}

/** The engine that runs everywhere: the kernels of this folder, on the calling thread. */
export const wasmEngine: MatrixEngine = {
  crossProduct: async (x, y) => crossProduct(x, y),
  scatter: async (x) => scatter(x),
  rowProducts: async (x, y) => rowProducts(x, y),
  gram: async (x) => gram(x),
  innerProducts: async (xs, ys) => innerProducts(xs, ys),
};
