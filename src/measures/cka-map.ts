import { lowerFactor } from "../kernels/lower-factor.js";
import type { Matrix } from "../kernels/matrix.js";
import { type RowAlignments, rowAlignments } from "../kernels/row-alignments.js";
import { sum, zipWith } from "../kernels/vector.js";
import { centredRepresentation } from "./centred-representation.js";
import { checkRepresentation, checkSameExamples } from "./check.js";
import { cka, ckaMeasure } from "./cka.js";
import type { Score } from "./score.js";
import { fisherInterval } from "./stats/jackknife.js";
import { pearson3Quantile, pearson3Upper } from "./stats/pearson3.js";
import { type AlignedLayer, alignedLayer, alignedProducts, productsWithout } from "./ucentred/aligned-layers.js";
import { type Factored, factored, type Precision } from "./ucentred/factored.js";
import { permutationThirdMoment, permutationVariance } from "./ucentred/permutation-moments.js";

/** What is known of one cell of a map, as of any score. */
export interface CkaCell extends Score {
  /** The p-value without the floor of .001, for those who correct it for the number of cells. */
  readonly tail: number | null;
}

/** The layers of a map on their way through an engine: one entry a layer, `null` where it is constant. */
export interface MapLayers {
  readonly n: number;
  readonly layers: readonly (Factored | null)[];
}

const LEVEL = 0.95;
const SMALLEST_P = 0.001;
/** Scores nearer to 1 than this count as 1. */
const ROUNDING = 1e-12;
/** Up to this n `cka` counts all permutations. */
const FEW = 7;

/**
 * Debiased CKA of every layer with every other, each cell with its interval and its p-value: what `cka` says of each pair,
 * at the cost of one product of thin factors a layer and one small product an example.
 *
 * @param layers - m layers, n × p each with its own p, of the same n ≥ 4 examples.
 * @param precision - of the factors: float32 is faster, to an error of some 1e-6.
 * @returns [k][l], symmetric; a cell with a constant layer is `null` throughout, with the reason.
 * @throws RangeError for a layer that `cka` cannot take, as `layers[2]`, and for different numbers of examples.
 * @example
 * const x = { rows: 5, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8) };
 * ckaMap([x, x])[0][1].score; // => 1
 */
export function ckaMap(layers: readonly Matrix[], precision: Precision = "float64"): readonly (readonly CkaCell[])[] {
  const prepared = mapLayers(layers, precision);
  return ckaCells(layers, prepared, rowAlignments(factorsOf(prepared)));
}

/** Centres the layers and writes each as two thin factors: what an engine multiplies. */
export function mapLayers(layers: readonly Matrix[], precision: Precision): MapLayers {
  const n = layers[0]?.rows ?? 0;
  const prepared = layers.map((layer, k) => {
    checkRepresentation("ckaMap", `layers[${k}]`, layer, ckaMeasure.minimumExamples);
    checkSameExamples("ckaMap", n, layer.rows);
    const xc = centredRepresentation(layer);
    // More features than examples are the same examples in n coordinates.
    return xc && factored(xc.columns > xc.rows ? lowerFactor(xc) : xc, precision);
  });
  return { n, layers: prepared };
}

/** The factors of the layers that vary. */
export function factorsOf({ layers }: MapLayers): readonly Matrix[] {
  return varying(layers).map(({ factor }) => factor);
}

/** The cells of a map from what an engine made of its factors. */
export function ckaCells(
  layers: readonly Matrix[],
  { layers: prepared }: MapLayers,
  alignments: RowAlignments,
): readonly (readonly CkaCell[])[] {
  const known = varying(prepared);
  const places = prepared.map((layer) => (layer === null ? -1 : known.indexOf(layer)));
  const aligned = known.map((_, k) => alignedLayer(alignments, known, k));
  const cells: CkaCell[][] = layers.map(() => []);
  for (const [k, x] of layers.entries())
    for (const [l, y] of layers.slice(0, k + 1).entries()) {
      const [i = -1, j = -1] = [places[k], places[l]];
      const [a, b] = [aligned[i], aligned[j]];
      const isPlain = a?.isSound && b?.isSound && x.rows > FEW;
      const cell = (isPlain && cellOf(alignedProducts(alignments, known, i, j), a, b)) || pairOf(x, y);
      for (const [row, column] of [
        [k, l],
        [l, k],
      ] as const)
        (cells[row] ?? [])[column] = cell;
    }
  return cells;
}

/** A cell from the closed forms; `null` where they lose their digits, so that `cka` has to look at the pair itself. */
function cellOf(rows: Float64Array, a: AlignedLayer, b: AlignedLayer): CkaCell | null {
  const n = rows.length;
  const score = sum(rows) / Math.sqrt(a.self * b.self);
  const without = zipWith(
    (both, left, right) => both / Math.sqrt(left * right),
    productsWithout(rows),
    a.selfWithout,
    b.selfWithout,
  );
  const isSame = 1 - score < ROUNDING;
  if (!isSame && isPerfect(score, without)) return null;
  const spread = Math.sqrt(permutationVariance(n));
  const scale = (a.self * b.self) ** 1.5 * spread ** 3;
  const skewness = permutationThirdMoment(a.cubes, b.cubes, n) / scale;
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
  };
}

function pairOf(x: Matrix, y: Matrix): CkaCell {
  const score = cka(x, y);
  return { ...score, tail: score.pValue };
}

/** Whether a score, or one without some example, lies at an end of its range, where Fisher's scale is infinite. */
function isPerfect(score: number, without: Float64Array): boolean {
  const atEnd = (value: number) => 1 - Math.abs(value) < ROUNDING;
  return atEnd(score) || without.some(atEnd);
}

function varying(layers: readonly (Factored | null)[]): readonly Factored[] {
  return layers.filter((layer) => layer !== null);
}
