import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { largestOfRows } from "../../kernels/largest-of-rows.js";
import type { Matrix } from "../../kernels/matrix.js";
import { gram } from "../../kernels/products.js";
import { unitRows } from "../../kernels/unit-rows.js";
import { zeroRow } from "../../kernels/zero-row.js";
import { checkWhole, type SamplingOptions } from "../sampling.js";

/** What measures of neighbours are computed with. */
export interface NeighbourOptions extends SamplingOptions {
  /** Neighbours an example, self excluded; 10 unless given. */
  readonly k?: number;
}

/** Who is near whom. */
export interface Neighbourhood {
  readonly n: number;
  readonly k: number;
  /** n × length, the nearest first: k + 1 of each example, or k where there are no more. */
  readonly lists: Uint32Array;
  readonly length: number;
}

/** The cosines of the raw rows, n × n, or why they are undefined. */
export type Cosines =
  | { readonly cosines: Float64Matrix; readonly reason: null }
  | { readonly cosines: null; readonly reason: string };

/** @param k - neighbours that are asked for. */
export function cosinesOf(x: Matrix, k: number): Cosines {
  const { unit, reason } = directionsOf(x, k);
  return unit === null ? { cosines: null, reason } : { cosines: gram(unit), reason };
}

/** The rows at length 1, whose products are cosines, or why neighbours are undefined. */
export type Directions =
  | { readonly unit: Float64Matrix; readonly reason: null }
  | { readonly unit: null; readonly reason: string };

export function directionsOf(x: Matrix, k: number): Directions {
  if (k >= x.rows - 1) return { unit: null, reason: `k ≥ n − 1: ${k} neighbours of ${x.rows} examples` };
  const unit = unitRows(x);
  const zero = zeroRow(unit);
  if (zero >= 0) return { unit: null, reason: `zero row: example ${zero} (from 0) has no direction` };
  return { unit, reason: null };
}

/** The first k + 1 neighbours of each of n examples, so that one can be missed; k where there are no more. */
export function listLength(n: number, k: number): number {
  return Math.min(k + 1, n - 1);
}

export function neighbourhood(cosines: Float64Matrix, k: number): Neighbourhood {
  const n = cosines.rows;
  const length = listLength(n, k);
  return { n, k, lists: largestOfRows(cosines, length, true), length };
}

export function checkNeighbours(measure: string, k: number): number {
  checkWhole(measure, "k", k, 1);
  return k;
}
