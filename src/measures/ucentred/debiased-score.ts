import { product } from "./products.js";
import type { UCentred } from "./ucentred.js";

/** ⟨A,A⟩ is nothing but rounding where it is at most this share of ‖K‖²_F. */
const NOTHING = 1e-12;

/** Debiased CKA: the cosine of A and B; `null` where either vanishes. */
export function debiasedScore(a: UCentred, b: UCentred): number | null {
  return vanishes(a.self, a.gramNorm) || vanishes(b.self, b.gramNorm)
    ? null
    : product(a, b) / Math.sqrt(a.self * b.self);
}

/** Whether A is zero beside K: one example alone differs from the others, or all are equally far apart. */
export function vanishes(self: number, gramNorm: number): boolean {
  return self <= NOTHING * gramNorm;
}
