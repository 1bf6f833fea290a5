import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { permutation } from "../../src/kernels/random.js";
import type { Transformation } from "../../src/measures/define-measure.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "../kernels/matrices.js";
import { reordered } from "./ucentred/brute-force.js";

/** Two representations of the same examples. */
export interface Pair {
  readonly x: Float64Matrix;
  readonly y: Float64Matrix;
}

/** What each transformation does to a pair; all but the joint one leave y as it is. */
export const TRANSFORMATIONS: Readonly<Record<Transformation, (pair: Pair, seed: number) => Pair>> = {
  translation: ({ x, y }, seed) => {
    const offset = gaussian(1, x.columns, seed);
    return { x: build(x.rows, x.columns, (i, j) => at(x, i, j) + 10 * at(offset, 0, j)), y };
  },
  "isotropic scaling": ({ x, y }, seed) => ({
    x: build(x.rows, x.columns, (i, j) => (seed % 2 === 0 ? -0.37 : 37) * at(x, i, j)),
    y,
  }),
  orthogonal: ({ x, y }, seed) => ({ x: naiveProduct(x, orthogonal(x.columns, seed)), y }),
  "permutation of features": ({ x, y }, seed) => {
    const order = permutation(x.columns, seed);
    return { x: build(x.rows, x.columns, (i, j) => at(x, i, order[j] ?? -1)), y };
  },
  "per-feature scaling": ({ x, y }) => ({
    x: build(x.rows, x.columns, (i, j) => at(x, i, j) * 3 ** (j % 4)),
    y,
  }),
  "invertible linear": ({ x, y }, seed) => {
    const random = gaussian(x.columns, x.columns, seed);
    const triangle = build(x.columns, x.columns, (i, j) => (i < j ? at(random, i, j) : i === j ? 1 + (i % 3) : 0));
    return { x: naiveProduct(x, triangle), y };
  },
  "constant features": ({ x, y }) => ({
    x: build(x.rows, x.columns + 2, (i, j) => (j < x.columns ? at(x, i, j) : 1.5)),
    y,
  }),
  "per-example scaling": ({ x, y }) => ({ x: build(x.rows, x.columns, (i, j) => at(x, i, j) * 2 ** (i % 3)), y }),
  "joint permutation of examples": ({ x, y }, seed) => {
    const order = permutation(x.rows, seed);
    return { x: reordered(x, order), y: reordered(y, order) };
  },
  "permutation of one side's examples": ({ x, y }, seed) => ({ x: reordered(x, permutation(x.rows, seed)), y }),
};
