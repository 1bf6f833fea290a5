import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
import { dotAt } from "../../kernels/vector.js";
import { listLength, type Neighbourhood } from "./neighbourhood.js";

/** Candidates beyond those that are asked for: so many float32 products may be out of order. */
const SPARE = 8;
/** More than a float32 product of two rows of length 1 can be wrong by. */
const ERROR = 1e-5;

/**
 * The neighbours of each example as `neighbourhood` has them, from an engine's products in float32: these name
 * candidates, whose order is settled in float64. Where the first beyond the candidates could be nearer than the last
 * neighbour, the whole row is looked at.
 *
 * @param unit - n × p, rows of length 1.
 */
export async function neighboursOn(engine: MatrixEngine, unit: Float64Matrix, k: number): Promise<Neighbourhood> {
  const n = unit.rows;
  const length = listLength(n, k);
  const count = Math.min(n - 1, length + SPARE);
  const { rows, products } = await engine.largestProducts({ ...unit, data: Float32Array.from(unit.data) }, count);
  const lists = new Uint32Array(n * length);
  for (let i = 0; i < n; i++) {
    const candidates = rows.subarray(i * count, (i + 1) * count);
    const best = nearestOf(unit, i, candidates, length);
    const isCertain = count === n - 1 || best.last > (products[(i + 1) * count - 1] ?? 0) + ERROR;
    lists.set(isCertain ? best.rows : nearestOf(unit, i, allBut(i, n), length).rows, i * length);
  }
  return { n, k, lists, length };
}

/** The nearest of some candidates, and the cosine of the last of them. */
function nearestOf(unit: Float64Matrix, i: number, candidates: Uint32Array, length: number) {
  const { columns: p, data } = unit;
  const rows = new Uint32Array(length);
  const cosines = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (const j of candidates) {
    const cosine = dotAt(data, i * p, data, j * p, p);
    // Insertion: candidates come nearly in order.
    let at = length;
    for (; at > 0 && isNearer(cosine, j, cosines[at - 1] ?? 0, rows[at - 1] ?? 0); at--) {
      if (at === length) continue;
      cosines[at] = cosines[at - 1] ?? 0;
      rows[at] = rows[at - 1] ?? 0;
    }
    if (at === length) continue;
    cosines[at] = cosine;
    rows[at] = j;
  }
  return { rows, last: cosines[length - 1] ?? Number.NaN };
}

/** Of equally near ones the lower index comes first. */
function isNearer(cosine: number, j: number, other: number, l: number): boolean {
  return cosine > other || (cosine === other && j < l);
}

function allBut(i: number, n: number): Uint32Array {
  return Uint32Array.from({ length: n - 1 }, (_, j) => (j < i ? j : j + 1));
}
