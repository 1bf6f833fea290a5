import type { Matrix } from "../../kernels/matrix.js";

/** Cells of a Procrustes map cost min(n, p, q)³ each; beyond this sum the map is made only on demand. */
const AFFORDABLE = 1e10;

/** Whether a Procrustes map of these layers is cheap enough to be made without being asked for. */
export function procrustesMapIsAffordable(xs: readonly Shape[], ys: readonly Shape[]): boolean {
  let cost = 0;
  for (const x of xs) for (const y of ys) cost += Math.min(x.rows, x.columns, y.columns) ** 3;
  return cost <= AFFORDABLE;
}

type Shape = Pick<Matrix, "rows" | "columns">;
