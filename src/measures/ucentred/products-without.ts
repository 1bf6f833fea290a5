import { sum } from "../../kernels/vector.js";

/** ⟨A,B⟩₋ᵢ = ⟨A,B⟩ − c·t_i without each of n ≥ 5 examples, exactly, with t = (A∘B)1 and c = 2(n − 2)/(n − 3). */
export function productsWithout(rows: Float64Array, total = sum(rows)): Float64Array {
  const n = rows.length;
  const factor = (2 * (n - 2)) / (n - 3);
  const without = new Float64Array(n);
  for (let i = 0; i < n; i++) without[i] = total - factor * (rows[i] ?? Number.NaN);
  return without;
}
