import type { Matrix } from "../../kernels/matrix.js";

/** Below this many nats the entropies cancel too far: then the divergence is summed from what cannot be negative. */
const NEAR = 1e-3;

/** Class probabilities of n examples, with what many divergences from them share. */
export interface Distributions {
  readonly probabilities: Matrix;
  /** Σ_c p_c·log p_c of each row, in nats. */
  readonly minusEntropies: Float64Array;
}

/** Looks at class probabilities once, before they are held against others. */
export function distributions(probabilities: Matrix): Distributions {
  const { rows, columns, data } = probabilities;
  const minusEntropies = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (const end = at + columns; at < end; at++) {
      const p = data[at] as number;
      if (p > 0) sum += p * Math.log(p);
    }
    minusEntropies[i] = sum;
  }
  return { probabilities, minusEntropies };
}

/**
 * The Jensen–Shannon divergence in bits of each row of P from the row of Q that is paired with it.
 *
 * As the entropy of the mean less the mean of the entropies, one logarithm a class; where these nearly cancel by terms
 * that keep their digits.
 *
 * @param p - n × C.
 * @param q - n × C.
 * @param order - the row of Q for each of P; the same row unless given.
 * @returns n values in [0, 1].
 * @see Lin 1991
 * @example
 * const p = distributions({ rows: 1, columns: 2, data: Float64Array.of(1, 0) });
 * const q = distributions({ rows: 1, columns: 2, data: Float64Array.of(0, 1) });
 * divergences(p, q); // => Float64Array.of(1)
 */
export function divergences(p: Distributions, q: Distributions, order?: Uint32Array): Float64Array {
  const { rows, columns } = p.probabilities;
  const [left, right] = [p.probabilities.data, q.probabilities.data];
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const j = order === undefined ? i : (order[i] as number);
    const [from, to] = [i * columns, j * columns];
    const entropies = ((p.minusEntropies[i] as number) + (q.minusEntropies[j] as number)) / 2;
    const nats = entropies - mixed(left, from, right, to, columns);
    // Disjoint rows come to 1 up to rounding, which is not to exceed it.
    values[i] = nats > NEAR ? Math.min(1, nats / Math.LN2) : keepingDigits(left, from, right, to, columns);
  }
  return values;
}

/** Σ_c m·log m of the mean m of two rows. */
function mixed(p: Matrix["data"], from: number, q: Matrix["data"], to: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const m = ((p[from + c] as number) + (q[to + c] as number)) / 2;
    if (m > 0) sum += m * Math.log(m);
  }
  return sum;
}

/** Σ_c m·h(d) over the classes, m = (p + q)/2 and d = (p − q)/(p + q): no term is negative. */
function keepingDigits(p: Matrix["data"], from: number, q: Matrix["data"], to: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const [left, right] = [p[from + c] as number, q[to + c] as number];
    const total = left + right;
    if (total > 0) sum += (total / 2) * lostBits((left - right) / total);
  }
  return sum;
}

/** One bit less the entropy of a coin that falls with (1 ± d)/2; d² / 2 ln 2 near 0, without cancellation there or near 1. */
function lostBits(d: number): number {
  const s = Math.abs(d);
  if (s === 1) return 1;
  if (s < 0.5) return (s * Math.atanh(s) + Math.log1p(-s * s) / 2) / Math.LN2;
  return ((1 + s) * Math.log1p(s) + (1 - s) * Math.log1p(-s)) / (2 * Math.LN2);
}
