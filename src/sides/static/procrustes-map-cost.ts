import type { Matrix } from "../../kernels/matrix.js";

/** Cells of a Procrustes map cost min(n, p, q)³ each; beyond this sum maps are made only on demand. */
const AFFORDABLE = 1e10;

/** Whether so many Procrustes maps of these layers are cheap enough to be made without being asked for. */
export function procrustesMapsAreAffordable(xs: readonly Shape[], ys: readonly Shape[], maps: number): boolean {
  let cost = 0;
  for (const x of xs) for (const y of ys) cost += Math.min(x.rows, x.columns, y.columns) ** 3;
  return maps * cost <= AFFORDABLE;
}

type Shape = Pick<Matrix, "rows" | "columns">;
