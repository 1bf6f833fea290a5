import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { build, gaussian } from "./matrices.js";

/** Singular values by their index, unordered: what is hard about them is their name. */
export const spectra: Record<string, (k: number) => number> = {
  "all equal": () => 1,
  "10^-k": (k) => 10 ** -k,
  "2^-k": (k) => 2 ** -k,
  "1/k": (k) => 1 / (k + 1),
  "rank one": (k) => (k === 0 ? 3 : 0),
  "a third of full rank": (k) => (k % 3 === 0 ? 1 + 1 / (k + 1) : 0),
  "two clusters": (k) => (k % 2 === 0 ? 1 : 1e-8),
  "clusters nearer than rounding": (k) => 1 + (k % 4) + k * 1e-16,
  "one large value": (k) => (k === 0 ? 1e12 : 1),
  "numbers without a full mantissa": (k) => (k + 1) * 5e-324,
};

/** A rows × columns matrix with these singular values, mixed by some random reflections from either side. */
export function planted(rows: number, columns: number, values: readonly number[]): Float64Matrix {
  const a = build(rows, columns, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  for (let seed = 0; seed < 8; seed++) {
    reflect(a.data, gaussian(rows, 1, 2 * seed).data, columns, columns, 1);
    reflect(a.data, gaussian(columns, 1, 2 * seed + 1).data, rows, 1, columns);
  }
  return a;
}

/** A symmetric n × n matrix with these eigenvalues, mixed likewise. */
export function plantedSymmetric(values: readonly number[]): Float64Matrix {
  const n = values.length;
  const a = build(n, n, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  for (let seed = 0; seed < 8; seed++) {
    const v = gaussian(n, 1, seed).data;
    reflect(a.data, v, n, n, 1);
    reflect(a.data, v, n, 1, n);
  }
  return a;
}

/** Reflects the `lines` vectors along `step` by v; they begin `apart` from each other. */
function reflect(data: Float64Array, v: Float64Array, lines: number, step: number, apart: number): void {
  const squared = v.reduce((total, value) => total + value * value, 0);
  for (let line = 0; line < lines; line++) {
    let along = 0;
    for (const [k, value] of v.entries()) along += value * (data[line * apart + k * step] ?? 0);
    for (const [k, value] of v.entries()) {
      const at = line * apart + k * step;
      data[at] = (data[at] ?? 0) - ((2 * along) / squared) * value;
    }
  }
}
