import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import { at, build, gaussian } from "../../kernels/matrices.js";

/** Representations that are hard on the arithmetic, n × p each. */
export const HARD: Readonly<Record<string, (n: number, p: number) => Float64Matrix>> = {
  gaussian: (n, p) => gaussian(n, p, 1),
  "with one column constant": (n, p) => {
    const x = gaussian(n, p, 2);
    return build(n, p, (i, j) => (j === 0 ? 0.1 : at(x, i, j)));
  },
  "with two features of scale 1000": (n, p) => {
    const x = gaussian(n, p, 3);
    return build(n, p, (i, j) => at(x, i, j) * (j < 2 ? 1000 : 1));
  },
  "with one row a thousand times the others": (n, p) => {
    const x = gaussian(n, p, 4);
    return build(n, p, (i, j) => at(x, i, j) * (i === 1 ? 1000 : 1));
  },
  "with two rows a hundred times the others": (n, p) => {
    const x = gaussian(n, p, 5);
    return build(n, p, (i, j) => at(x, i, j) * (i === 1 || i === 3 ? 100 : 1));
  },
  "with heavy tails": (n, p) => {
    const x = gaussian(n, p, 6);
    return build(n, p, (i, j) => at(x, i, j) ** 5);
  },
  "of one direction but for noise": (n, p) => {
    const [x, direction] = [gaussian(n, p, 7), gaussian(n, 1, 8)];
    return build(n, p, (i, j) => at(direction, i, 0) * (j + 1) + 1e-4 * at(x, i, j));
  },
};
