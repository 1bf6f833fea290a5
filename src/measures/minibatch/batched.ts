import { centred } from "../../kernels/centred.js";
import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { gatheredRows } from "../../kernels/gathered.js";
import type { Side } from "../define-measure.js";
import { vanishes } from "../ucentred/debiased-score.js";
import { product } from "../ucentred/products.js";
import { type UCentred, uCentred } from "../ucentred/ucentred.js";
import type { Batches } from "./batches.js";

/** A representation cut into batches, each U-centred by itself. */
export interface Batched {
  readonly batches: readonly Side<UCentred>[];
  /** Σ_b ⟨A_b,A_b⟩ */
  readonly self: number;
  /** Σ_b ‖K_b‖²_F */
  readonly gramNorm: number;
}

export function batched(xc: Float64Matrix, { rows }: Batches): Batched {
  const batches = rows.map((batch) => uCentredSide(centred(gatheredRows(xc, batch))));
  const total = (of: (a: UCentred) => number) => batches.reduce((sum, { prepared }) => sum + of(prepared), 0);
  return { batches, self: total(({ self }) => self), gramNorm: total(({ gramNorm }) => gramNorm) };
}

function uCentredSide(xc: Float64Matrix): Side<UCentred> {
  return { xc, prepared: uCentred(xc) };
}

/** Each batch of one representation with the same batch of the other. */
export function pairsOf(x: Batched, y: Batched): readonly (readonly [Side<UCentred>, Side<UCentred>])[] {
  return x.batches.flatMap((a, index) => {
    const b = y.batches[index];
    return b === undefined ? [] : [[a, b] as const];
  });
}

/** Σ_b ⟨A_b,B_b⟩ */
export function batchedProduct(x: Batched, y: Batched): number {
  return pairsOf(x, y).reduce((sum, [a, b]) => sum + product(a.prepared, b.prepared), 0);
}

/** Why there is no score where each representation varies somewhere, but never both in one batch. */
export const APART = "no batch in which both representations vary";

/** Whether some batch has both A and B in it. */
export function meet(x: Batched, y: Batched): boolean {
  return pairsOf(x, y).some(([a, b]) => a.prepared.self * b.prepared.self > 0);
}

/** Σ_b ⟨A_b,B_b⟩ / √(Σ_b ⟨A_b,A_b⟩ · Σ_b ⟨B_b,B_b⟩); `null` where either sum vanishes, or the two never meet. */
export function batchedScore(x: Batched, y: Batched): number | null {
  if (vanishes(x.self, x.gramNorm) || vanishes(y.self, y.gramNorm) || !meet(x, y)) return null;
  return batchedProduct(x, y) / Math.sqrt(x.self * y.self);
}
