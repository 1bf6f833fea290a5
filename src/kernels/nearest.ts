import type { Float64Matrix } from "./float64-matrix.js";

/**
 * For each row of a square matrix of similarities the columns of the k largest, the diagonal left out: n × k, the
 * nearest first, of equal ones the lower index first.
 *
 * @param k - at most n − 1.
 */
export function nearest({ rows: n, data }: Float64Matrix, k: number): Uint32Array {
  const lists = new Uint32Array(n * k);
  const best = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const start = i * k;
    let found = 0;
    for (let j = 0; j < n; j++) {
      const value = data[i * n + j]!;
      if (j === i || (found === k && value <= best[k - 1]!)) continue;
      // Insertion keeps the earlier of two equals in front.
      let at = found < k ? found++ : k - 1;
      for (; at > 0 && best[at - 1]! < value; at--) {
        best[at] = best[at - 1]!;
        lists[start + at] = lists[start + at - 1]!;
      }
      best[at] = value;
      lists[start + at] = j;
    }
  }
  return lists;
}
