import { type Float64Matrix, zeros } from "../../kernels/float64-matrix.js";
import { mean } from "../../kernels/mean.js";
import { symmetricEigen } from "../../kernels/symmetric-eigen.js";

/** Points in the plane that lie about as far apart as they should. */
export interface PlaneMap {
  /** m points, their mean at the origin; the first axis spreads most. */
  readonly points: readonly (readonly [number, number])[];
  /** Share of what spreads in any direction that the plane shows, 0 to 1; `null` where all distances are 0. */
  readonly share: number | null;
  /** Sum of the sizes of the negative eigenvalues over that of all: 0 where the distances fit into a Euclidean space. */
  readonly negative: number;
}

/** Coordinates whose sizes differ by less, relative to the largest, count as equally large. */
const TIE = 1e-9;
/** Eigenvalues below this share of the largest are rounding. */
const ROUNDING = 1e-12;

/**
 * Classical multidimensional scaling into the plane: eigenvectors of the doubly centred squared distances, times the roots
 * of their eigenvalues. On each axis the coordinate of the largest size is positive, of equal ones the first.
 *
 * @param distances - m × m, symmetric.
 * @see Torgerson 1952; Gower 1966
 * @example
 * const { points, share } = classicalScaling([[0, 2], [2, 0]]);
 * points[1]?.[0]; // => -1
 * share; // => 1
 */
export function classicalScaling(distances: readonly (readonly number[])[]): PlaneMap {
  const m = distances.length;
  if (m === 0) return { points: [], share: null, negative: 0 };
  const { values, vectors } = symmetricEigen(doublyCentred(distances));
  const floor = ROUNDING * Math.max(...values.map(Math.abs));
  const spread = (keep: (value: number) => boolean) =>
    values.reduce((sum, value) => (Math.abs(value) > floor && keep(value) ? sum + Math.abs(value) : sum), 0);
  const positive = spread((value) => value > 0);
  const negative = spread((value) => value < 0);
  const axes = [0, 1].map((k) => {
    const value = values[k] ?? 0;
    return value > floor ? axisOf(vectors.data.subarray(k * m, (k + 1) * m), value) : new Float64Array(m);
  });
  const shown = [0, 1].reduce((sum, k) => ((values[k] ?? 0) > floor ? sum + (values[k] ?? 0) : sum), 0);
  return {
    points: distances.map((_, i) => [axes[0]?.[i] ?? 0, axes[1]?.[i] ?? 0] as const),
    share: positive === 0 ? null : shown / positive,
    negative: positive + negative === 0 ? 0 : negative / (positive + negative),
  };
}

/** −½ J D² J with J = I − 11'/m */
function doublyCentred(distances: readonly (readonly number[])[]): Float64Matrix {
  const m = distances.length;
  const squares = distances.map((row) => row.map((d) => d * d));
  const means = squares.map((row) => mean(row));
  const overall = mean(means);
  const centred = zeros(m, m);
  for (const [i, row] of squares.entries())
    for (const [j, value] of row.entries())
      centred.data[i * m + j] = (value - (means[i] ?? 0) - (means[j] ?? 0) + overall) / -2;
  return centred;
}

function axisOf(vector: Float64Array, value: number): Float64Array {
  const largest = Math.max(...vector.map(Math.abs));
  const lead = vector.find((entry) => Math.abs(entry) >= largest * (1 - TIE)) ?? 1;
  return vector.map((entry) => Math.sign(lead) * Math.sqrt(value) * entry);
}
