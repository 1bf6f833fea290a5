import type { Bidiagonal } from "./bidiagonal.js";

/** Below this share of the largest element nothing counts: far under the rounding of the sum of the values. */
const NEGLIGIBLE = 1e-22;
/** Sweeps a value before giving up; two or three are usual. */
const PATIENCE = 60;

/**
 * The singular values of an upper bidiagonal matrix (a lower one has the same), in no order, by QR sweeps with
 * implicit shifts.
 *
 * @throws Error where the sweeps do not converge, which no finite matrix is known to cause.
 * @see Golub & Van Loan 2013, algorithm 8.6.2
 */
export function bidiagonalSingularValues({ diagonal, beside }: Bidiagonal): Float64Array {
  const d = diagonal.slice();
  const e = beside.slice();
  const scale = [...d, ...e].reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  if (scale === 0) return d;
  for (let i = 0; i < d.length; i++) d[i]! /= scale;
  for (let i = 0; i < e.length; i++) e[i]! /= scale;
  let sweeps = PATIENCE * d.length;
  for (let last = d.length - 1; last > 0; ) {
    const first = blockStart(d, e, last);
    if (first === last) last--;
    else if (!splitAtZero(d, e, first, last)) sweep(d, e, first, last);
    if (sweeps-- === 0) throw new Error(`singular values: no convergence at size ${d.length}`);
  }
  return d.map((value) => Math.abs(value) * scale);
}

/** Where the block that ends at `last` begins: behind the nearest element beside the diagonal that is negligible. */
function blockStart(d: Float64Array, e: Float64Array, last: number): number {
  for (let i = last; i > 0; i--) {
    const neighbours = Math.abs(d[i - 1]!) + Math.abs(d[i]!);
    if (Math.abs(e[i - 1]!) <= Number.EPSILON * 0.5 * neighbours + NEGLIGIBLE) {
      e[i - 1] = 0;
      return i;
    }
  }
  return 0;
}

/** A zero on the diagonal splits the block: rotations carry what is beside it out of its row and its column. */
function splitAtZero(d: Float64Array, e: Float64Array, first: number, last: number): boolean {
  let zero = first;
  while (zero <= last && Math.abs(d[zero]!) > NEGLIGIBLE) zero++;
  if (zero > last) return false;
  d[zero] = 0;
  if (zero < last) {
    let bulge = e[zero]!;
    e[zero] = 0;
    for (let i = zero + 1; i <= last && bulge !== 0; i++) {
      const { c, s, r } = rotation(d[i]!, bulge);
      d[i] = r;
      if (i < last) {
        bulge = -s * e[i]!;
        e[i]! *= c;
      }
    }
  }
  if (zero > first) {
    let bulge = e[zero - 1]!;
    e[zero - 1] = 0;
    for (let i = zero - 1; i >= first && bulge !== 0; i--) {
      const { c, s, r } = rotation(d[i]!, bulge);
      d[i] = r;
      if (i > first) {
        bulge = -s * e[i - 1]!;
        e[i - 1]! *= c;
      }
    }
  }
  return true;
}

/** One QR sweep over a block: the shift makes a bulge at the top, and rotations chase it out at the bottom. */
function sweep(d: Float64Array, e: Float64Array, first: number, last: number): void {
  let y = d[first]! - shift(d, e, first, last) / d[first]!;
  let z = e[first]!;
  for (let i = first; i < last; i++) {
    const right = rotation(y, z);
    if (i > first) e[i - 1] = right.r;
    y = right.c * d[i]! + right.s * e[i]!;
    e[i] = right.c * e[i]! - right.s * d[i]!;
    z = right.s * d[i + 1]!;
    d[i + 1]! *= right.c;
    const left = rotation(y, z);
    d[i] = left.r;
    y = left.c * e[i]! + left.s * d[i + 1]!;
    d[i + 1] = left.c * d[i + 1]! - left.s * e[i]!;
    if (i + 1 < last) {
      z = left.s * e[i + 1]!;
      e[i + 1]! *= left.c;
    }
  }
  e[last - 1] = y;
}

/** Wilkinson's shift: the eigenvalue of the last 2 × 2 of B'B that is nearer to its last element. */
function shift(d: Float64Array, e: Float64Array, first: number, last: number): number {
  const above = last - 1 > first ? e[last - 2]! : 0;
  const a = d[last - 1]! ** 2 + above ** 2;
  const b = d[last]! ** 2 + e[last - 1]! ** 2;
  const c = d[last - 1]! * e[last - 1]!;
  const half = (a - b) / 2;
  const far = half + Math.sign(half || 1) * Math.sqrt(half * half + c * c);
  return far === 0 ? b : b - (c * c) / far;
}

/** The rotation that takes (f, g) to (r, 0). */
function rotation(f: number, g: number): { c: number; s: number; r: number } {
  if (g === 0) return { c: 1, s: 0, r: f };
  const r = Math.sqrt(f * f + g * g);
  return { c: f / r, s: g / r, r };
}
