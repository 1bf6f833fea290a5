import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { total } from "../../kernels/mean.js";
import { dotAt } from "../../kernels/vector.js";
import type { Neighbourhood } from "./neighbourhood.js";

/** A representation with the neighbours of each example and the kernel's entries there. */
export interface Masked extends Neighbourhood {
  /** K_ij = ⟨xc_i, xc_j⟩ of each neighbour j of i, set out as the lists are. */
  readonly entries: Float64Array;
}

export function masked(near: Neighbourhood, xc: Float64Matrix): Masked {
  const { columns, data } = xc;
  const entries = new Float64Array(near.lists.length);
  near.lists.forEach((j, at) => {
    const i = Math.floor(at / near.length);
    entries[at] = dotAt(data, i * columns, data, j * columns, columns);
  });
  return { ...near, entries };
}

/**
 * n(n − 3)·HSIC₁ of α∘K and α∘M, α_ij = 1 where j is among i's k nearest in both: with K̃ = α∘K and M̃ = α∘M
 * tr K̃M̃ + 1'K̃1·1'M̃1/((n − 1)(n − 2)) − 2/(n − 2)·½(1'K̃M̃1 + 1'M̃K̃1).
 *
 * α is not symmetric, so that the last term would hang on which side comes first: it is the mean of both.
 *
 * @param order - example i of x is paired with `order[i]` of y; absent for the examples as they are.
 */
export function maskedHsic(x: Masked, y: Masked, order?: Uint32Array): number {
  const { n } = x;
  const shared = sharedEntries(x, y, order);
  const [rowsK, rowsM, columnsK, columnsM] = [0, 1, 2, 3].map(() => new Float64Array(n));
  if (!rowsK || !rowsM || !columnsK || !columnsM) return Number.NaN;
  const reverse = new Map(shared.map(({ i, j, m }) => [i * n + j, m]));
  let trace = 0;
  for (const { i, j, k, m } of shared) {
    trace += k * (reverse.get(j * n + i) ?? 0);
    add(rowsK, i, k);
    add(columnsK, j, k);
    add(rowsM, i, m);
    add(columnsM, j, m);
  }
  const cross = rowsK.reduce(
    (sum, _, i) => sum + get(columnsK, i) * get(rowsM, i) + get(columnsM, i) * get(rowsK, i),
    0,
  );
  const [totalK, totalM] = [rowsK, rowsM].map((rows) => total(rows));
  return trace + ((totalK ?? 0) * (totalM ?? 0)) / ((n - 1) * (n - 2)) - cross / (n - 2);
}

interface Entry {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly m: number;
}

/** K_ij and M_ij where α_ij = 1. */
function sharedEntries(x: Masked, y: Masked, order?: Uint32Array): readonly Entry[] {
  const place = new Int32Array(x.n).fill(-1);
  const entries: Entry[] = [];
  for (let i = 0; i < x.n; i++) {
    const there = (order?.[i] ?? i) * y.length;
    for (let c = 0; c < y.k; c++) place[y.lists[there + c] ?? 0] = there + c;
    for (let at = i * x.length; at < i * x.length + x.k; at++) {
      const j = x.lists[at] ?? 0;
      const found = place[order?.[j] ?? j] ?? -1;
      if (found >= there && found < there + y.k)
        entries.push({ i, j, k: get(x.entries, at), m: get(y.entries, found) });
    }
  }
  return entries;
}

function get(values: Float64Array, at: number): number {
  return values[at] ?? Number.NaN;
}

function add(values: Float64Array, at: number, value: number): void {
  values[at] = get(values, at) + value;
}
