import { addOuterProduct, type Window, windowTimes, windowTransposedTimes } from "./matrix-vector.js";
import { dotAt } from "./vector.js";

/** The Householder reflection 1 − tau·vv', v_0 = 1, that takes a vector to (beta, 0, …, 0). */
export interface Reflector {
  readonly beta: number;
  readonly tau: number;
}

/** Finds the reflector of the vector at `data[start]`…, and overwrites that vector with v. */
export function reflector(data: Float64Array, start: number, length: number): Reflector {
  const first = data[start]!;
  const rest = dotAt(data, start + 1, data, start + 1, length - 1);
  data[start] = 1;
  if (rest === 0) return { beta: first, tau: 0 };
  // The sign that adds to `first` instead of cancelling it.
  const beta = -Math.sign(first || 1) * Math.sqrt(first * first + rest);
  for (let k = start + 1; k < start + length; k++) data[k]! /= first - beta;
  return { beta, tau: (beta - first) / beta };
}

/** A ← A(1 − tau·vv'), with v at `v[from]`…. */
export function reflectRows(a: Window, tau: number, v: Float64Array, from: number): void {
  addOuterProduct(a, -tau, windowTimes(a, v, from), v, from);
}

/** A ← (1 − tau·vv')A */
export function reflectColumns(a: Window, tau: number, v: Float64Array): void {
  addOuterProduct(a, -tau, v, windowTransposedTimes(a, v), 0);
}
