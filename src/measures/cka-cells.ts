import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude } from "../kernels/vector.js";
import { ckaWithTail, type TailedScore } from "./cka.js";
import { ckaLeaveOneOut } from "./cka-leave-one-out.js";
import { incompleteScore } from "./incomplete-score.js";
import { fisherInterval } from "./stats/jackknife.js";
import { pearson3Quantile, pearson3Upper } from "./stats/pearson3.js";
import { type AlignedLayer, alignedLayer } from "./ucentred/aligned-layers.js";
import type { Alignments } from "./ucentred/alignments.js";
import type { LayerRows } from "./ucentred/layer-rows.js";
import { permutationThirdMoment, permutationVariance } from "./ucentred/permutation-moments.js";
import { productsWithout } from "./ucentred/products-without.js";

/** What is known of one cell of a map, as of any score. */
export interface CkaCell extends TailedScore {
  /** θ₋ᵢ, n values, where they were asked for and are defined; `reasons.leaveOneOut` where they are not defined. */
  readonly leaveOneOut?: Float64Array | null;
}

const LEVEL = 0.95;
const SMALLEST_P = 0.001;
/** Scores nearer to 1 than this count as 1. */
const ROUNDING = 1e-12;
/** Up to this n `cka` counts all permutations. */
const FEW = 7;

/** Products of float32 cannot tell a score from 1 that is nearer than this. */
const ROUNDING_OF_FLOAT32 = 1e-7;

interface CellOptions {
  readonly leaveOneOut?: boolean | undefined;
  readonly onBlock?: (() => void) | undefined;
  readonly onAlone?: ((x: Matrix, y: Matrix) => void) | undefined;
}

/**
 * The cells of a map from what its layers have in common.
 *
 * @param layers - as they were given, for the pairs whose sums lose their digits: `cka` looks at these itself.
 * @param prepared - one entry a layer, `null` where it is constant.
 * @param alignments - of those that are not.
 * @param options.leaveOneOut - whether cells keep what their scores would be without each example.
 * @param options.onBlock - called before each pair that is looked at.
 * @param options.onAlone - called for each whose sums lose their digits.
 */
export function cellsOf(
  layers: readonly Matrix[],
  prepared: readonly (LayerRows | null)[],
  alignments: Alignments,
  { leaveOneOut = false, onBlock = () => {}, onAlone = () => {} }: CellOptions,
): readonly (readonly CkaCell[])[] {
  const known = prepared.filter((layer) => layer !== null);
  const aligned = known.map((layer, k) => alignedLayer(alignments, layer, k));
  // The same numbers are one layer, whose score with itself no rounding touches.
  const firsts = layers.map((x) => layers.findIndex((other) => areEqual(x, other)));
  const places = firsts.map((first) => {
    const layer = prepared[first] ?? null;
    return layer === null ? -1 : known.indexOf(layer);
  });
  const hasStatistics = alignments.parts !== null && alignments.parts.thirds !== null;
  const look = (x: Matrix, y: Matrix) => {
    onBlock();
    if (x.rows > FEW) onAlone(x, y);
    const cell = lookedAt(x, y, hasStatistics);
    return leaveOneOut ? withoutEach(cell, x, y) : cell;
  };
  const cells: CkaCell[][] = layers.map(() => []);
  for (const [k, x] of layers.entries())
    for (const [l, y] of layers.slice(0, k + 1).entries()) {
      const [i = -1, j = -1] = [places[k], places[l]];
      const [a, b] = [aligned[i], aligned[j]];
      const isPlain = a?.isSound && b?.isSound && x.rows > FEW;
      const cell = (isPlain && cellOf(alignments, i, j, a, b, leaveOneOut)) || look(x, y);
      (cells[k] ?? [])[l] = cell;
      (cells[l] ?? [])[k] = cell;
    }
  return cells;
}

/** A cell from the closed forms; `null` where they lose their digits. */
function cellOf(
  alignments: Alignments,
  k: number,
  l: number,
  a: AlignedLayer,
  b: AlignedLayer,
  leaveOneOut: boolean,
): CkaCell | null {
  const score = alignments.product(k, l) / Math.sqrt(a.self * b.self);
  if (k !== l && a.isSingle && 1 - Math.abs(score) < ROUNDING_OF_FLOAT32) return null;
  if (alignments.parts === null || a.parts === null || b.parts === null) return scoreAlone(score);
  const rows = alignments.parts.rows(k, l);
  const without = quotients(productsWithout(rows), a.parts.selfWithout, b.parts.selfWithout);
  const isSame = 1 - score < ROUNDING;
  if (!isSame && isPerfect(score, without)) return null;
  const kept = leaveOneOut ? { leaveOneOut: without } : {};
  if (a.parts.cubes === null || b.parts.cubes === null) return { ...scoreAlone(score), ...kept };
  const n = rows.length;
  const spread = Math.sqrt(permutationVariance(n));
  const scale = (a.self * b.self) ** 1.5 * spread ** 3;
  const skewness = permutationThirdMoment(a.parts.cubes, b.parts.cubes, n) / scale;
  const threshold = spread * pearson3Quantile(LEVEL, skewness);
  const tail = pearson3Upper(score / spread, skewness);
  return {
    score,
    chance: 0,
    threshold,
    calibrated: (score - threshold) / (1 - threshold),
    pValue: Math.max(SMALLEST_P, tail),
    tail,
    interval: isSame ? [1, 1] : fisherInterval(score, without),
    reasons: isSame ? { interval: "identical" } : {},
    ...kept,
  };
}

function areEqual(x: Matrix, y: Matrix): boolean {
  return x.data === y.data || (x.columns === y.columns && x.data.every((value, at) => value === y.data[at]));
}

/** ⟨A,B⟩₋ᵢ/√(⟨A,A⟩₋ᵢ⟨B,B⟩₋ᵢ), in place. */
function quotients(products: Float64Array, left: Float64Array, right: Float64Array): Float64Array {
  for (let i = 0; i < products.length; i++)
    products[i] = (products[i] ?? 0) / Math.sqrt((left[i] ?? 0) * (right[i] ?? 0));
  return products;
}

function scoreAlone(score: number): CkaCell {
  return { ...incompleteScore({ score, chance: 0 }, "scores alone were asked for"), tail: null };
}

/** What `cka` says of a pair. */
function lookedAt(x: Matrix, y: Matrix, statistics: boolean): CkaCell {
  const score = ckaWithTail(x, y);
  return !statistics && score.score !== null ? scoreAlone(score.score) : score;
}

function withoutEach(cell: CkaCell, x: Matrix, y: Matrix): CkaCell {
  const { leaveOneOut, reason } = ckaLeaveOneOut(x, y);
  if (leaveOneOut !== null) return { ...cell, leaveOneOut };
  return { ...cell, leaveOneOut, reasons: { ...cell.reasons, leaveOneOut: reason ?? "undefined" } };
}

/** Whether a score, or one without some example, lies at an end of its range, where Fisher's scale is infinite. */
function isPerfect(score: number, without: Float64Array): boolean {
  return 1 - Math.max(Math.abs(score), largestMagnitude(without)) < ROUNDING;
}
