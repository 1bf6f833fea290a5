import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { gatheredRows } from "../../kernels/gathered.js";
import type { Matrix } from "../../kernels/matrix.js";
import { crossProduct } from "../../kernels/products.js";
import { crossEntropy } from "../predictive/cross-entropy.js";
import { type Labelled, type Multinomial, multinomial, multinomialLogits } from "./multinomial.js";
import { coordinates, lessMean, type PrincipalAxes, principalAxes } from "./principal-axes.js";
import { stratifiedSplit } from "./stratified-split.js";

/** A linear classifier of representations: logits = (x − mean)·weights + intercept. */
export interface ProbeHead {
  /** p. */
  readonly mean: Float64Array;
  /** p × C. */
  readonly weights: Float64Matrix;
  /** C. */
  readonly intercept: Float64Array;
  /** The penalty on the weights, in the unit in which the variances of the representation sum to 1. */
  readonly penalty: number;
  /** Examples that the penalty was chosen on; 0 where no class has two, and the penalty is the usual one. */
  readonly chosenOn: number;
  /** Whether the search for the weights came to its end. */
  readonly converged: boolean;
}

/** From strong to weak. */
const PENALTIES = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7] as const;
const USUAL: number = 1e-3;
/** Tells penalties apart that are ten times as large as the next. */
const COARSE = 1e-2;
/** Of the examples, to choose the penalty on. */
const HELD_OUT = 0.2;

/**
 * Fits a probe: a multinomial logistic regression on the representations of n examples, with a penalty on its weights
 * that is chosen on a fifth of them, stratified, by cross-entropy.
 *
 * Like linear CKA it does not change under rotations, shifts and a common factor of the features.
 *
 * @param x - n × p.
 * @param labels - n classes below C, each of the C at least once.
 * @param classes - C, at least 2.
 * @param seed - of the fifth.
 * @throws RangeError where the sizes differ, a class has no example, or a value is not finite.
 * @see Alain & Bengio 2017 for probes
 * @example
 * const x = { rows: 4, columns: 1, data: Float64Array.of(0, 1, 10, 11) };
 * const head = fitProbe(x, Int32Array.of(0, 0, 1, 1), 2, 0);
 * const [left, right] = probeLogits(head, { rows: 1, columns: 1, data: Float64Array.of(9) }).data;
 * right > left; // => true
 */
export function fitProbe(x: Matrix, labels: Int32Array, classes: number, seed: number): ProbeHead {
  check(x, labels, classes);
  const { first, second } = stratifiedSplit(labels, HELD_OUT, seed);
  const axes = principalAxes(x);
  const { variances } = axes;
  const all = { z: coordinates(axes, x), labels };
  const parts = { fitted: rowsOf(all, first), heldOut: rowsOf(all, second) };
  const penalty = second.length === 0 ? USUAL : chosenPenalty(parts, classes, variances);
  const fitted = multinomial(all, classes, { variances, penalty });
  return { ...inFeatures(axes, fitted), penalty, chosenOn: second.length, converged: fitted.converged };
}

/**
 * A probe's logits, n × C.
 *
 * @param x - n × p, representations by the same layer, of the same network or of a pruned one.
 */
export function probeLogits({ mean, weights, intercept }: ProbeHead, x: Matrix): Float64Matrix {
  return multinomialLogits(lessMean(x, mean), { weights, intercept });
}

function rowsOf({ z, labels }: Labelled, rows: Uint32Array): Labelled {
  return { z: gatheredRows(z, rows), labels: Int32Array.from(rows, (row) => labels[row] as number) };
}

/** The penalty with the least cross-entropy on what was held out; each search begins where the last ended. */
function chosenPenalty(
  { fitted, heldOut }: { readonly fitted: Labelled; readonly heldOut: Labelled },
  classes: number,
  variances: Float64Array,
): number {
  let best = { penalty: USUAL, loss: Infinity };
  let from: Multinomial | undefined;
  for (const penalty of PENALTIES) {
    from = multinomial(fitted, classes, { variances, penalty, from, tolerance: COARSE });
    const loss = crossEntropy(multinomialLogits(heldOut.z, from), heldOut.labels);
    // It falls and rises once along the path, and what comes after costs most.
    if (loss > best.loss) break;
    best = { penalty, loss };
  }
  return best.penalty;
}

/** The same classifier of features instead of coordinates. */
function inFeatures({ mean, directions }: PrincipalAxes, { weights, intercept }: Multinomial) {
  return { mean, weights: crossProduct(directions, weights), intercept };
}

function check(x: Matrix, labels: Int32Array, classes: number): void {
  if (labels.length !== x.rows) throw new RangeError(`fitProbe: there are ${labels.length} labels for ${x.rows} rows`);
  const bad = labels.findIndex((label) => !(label >= 0 && label < classes));
  if (bad >= 0)
    throw new RangeError(
      `fitProbe: the label of example ${bad} is ${labels[bad]}, expected a class in 0…${classes - 1}`,
    );
  const present = new Set(labels);
  for (let c = 0; c < classes; c++) if (!present.has(c)) throw new RangeError(`fitProbe: class ${c} has no example`);
}
