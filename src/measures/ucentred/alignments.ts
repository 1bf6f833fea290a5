import { dot, sum } from "../../kernels/vector.js";
import type { LayerRows } from "./layer-rows.js";

/** What is asked of layers: inner products; besides what each example adds to them; besides that sums of third order. */
export type Wanted = "scores" | "rows" | "statistics";

/** What m layers of the same n examples have in common, two by two: all that the cells of a map are made of. */
export interface Alignments {
  /** ⟨A_k, A_l⟩ */
  product(k: number, l: number): number;
  /** What statistics are made of; `null` where scores alone were asked for. */
  readonly parts: AlignmentParts | null;
}

export interface AlignmentParts {
  readonly rows: Rows;
  /** `null` where they were not asked for. */
  readonly thirds: ThirdSums | null;
}

/** t = (A_k∘A_l)1, what each example adds to ⟨A_k, A_l⟩, n values. */
export type Rows = (k: number, l: number) => Float64Array;

/** Sums of third order, one a layer. */
export interface ThirdSums {
  /** u = Σ A_ij³ */
  readonly cubes: Float64Array;
  /** w = tr A³ */
  readonly traces: Float64Array;
}

/** Rows of zeros, to be added to. */
export function emptyRows(n: number, m: number): Rows {
  const sums = Array.from({ length: pairPlace(0, m) }, () => new Float64Array(n));
  return (k, l) => sums[pairPlace(k, l)] ?? missing(k, l);
}

/** Pairs k ≤ l one after the other: (0, 0), (0, 1), (1, 1), (0, 2), … */
export function pairPlace(k: number, l: number): number {
  const [low, high] = k < l ? [k, l] : [l, k];
  return (high * (high + 1)) / 2 + low;
}

/** The products that the rows sum to, with what else they are parts of. */
export function alignmentsOf(parts: AlignmentParts): Alignments {
  return { product: (k, l) => sum(parts.rows(k, l)), parts };
}

/** From the products of all pairs k ≤ l, in their order. */
export function productsAlone(products: Float64Array): Alignments {
  return { product: (k, l) => products[pairPlace(k, l)] ?? missing(k, l), parts: null };
}

/** What entries of A sum to, row by row and in their cubes, one a layer. */
export interface EntrySums {
  readonly rows: Rows;
  readonly cubes: Float64Array;
}

/** What the formula of entries gives on the diagonals adds to the products of all pairs, in their order. */
export function diagonalProducts(layers: readonly LayerRows[]): Float64Array {
  return Float64Array.from(
    layers.flatMap(({ diagonal }, l) => layers.slice(0, l + 1).map((other) => dot(other.diagonal, diagonal))),
  );
}

/** Takes away, in place, what the formula of entries gives on the diagonal, where A is zero. */
export function clearDiagonals({ rows, cubes }: EntrySums, layers: readonly LayerRows[]): void {
  for (const [k, { diagonal: d }] of layers.entries()) {
    for (const [l, { diagonal: e }] of layers.slice(0, k + 1).entries()) {
      const sums = rows(k, l);
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) - (d[i] ?? 0) * (e[i] ?? 0);
    }
  }
  for (const [k, layer] of layers.entries()) cubes[k] = clearedCubes(cubes[k] ?? Number.NaN, layer);
}

/** Σ A_ij³ from the sum that has the diagonal besides. */
export function clearedCubes(cubes: number, { diagonal }: LayerRows): number {
  return cubes - sum(diagonal.map((d) => d * d * d));
}

/**
 * tr A³ of A = Â − D from that of Â, which has D on its diagonal: tr Â³ − 3·tr Â²D + 2·tr D³.
 *
 * @param rows - the row sums of A∘A; those of Â∘Â have the squared diagonal besides.
 */
export function clearedTrace(trace: number, rows: Float64Array, { diagonal }: LayerRows): number {
  return trace + sum(diagonal.map((d, i) => 2 * d ** 3 - 3 * d * ((rows[i] ?? 0) + d * d)));
}

function missing(k: number, l: number): never {
  throw new RangeError(`alignments: there is no pair ${k}, ${l}`);
}
