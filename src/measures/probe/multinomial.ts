import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import type { Matrix } from "../../kernels/matrix.js";
import { minimised } from "../../kernels/minimised.js";
import { crossProduct, product } from "../../kernels/products.js";
import { crossEntropy } from "../predictive/cross-entropy.js";
import { softmax } from "../predictive/softmax.js";

/** A multinomial logistic regression: logits = Zβ + intercept. */
export interface Multinomial {
  /** r × C. */
  readonly weights: Float64Matrix;
  readonly intercept: Float64Array;
  /** Whether the search for them came to its end. */
  readonly converged: boolean;
}

/** Z and its classes. */
export interface Labelled {
  /** n × r. */
  readonly z: Float64Matrix;
  /** n classes below C, each of the C at least once. */
  readonly labels: Int32Array;
}

/** How the β of one penalty are searched. */
export interface Search {
  /**
   * Variances of the r columns of Z, which are uncorrelated: the curvature along each is at most half of it plus the
   * penalty, and the search is made in units in which that is 1.
   */
  readonly variances: Float64Array;
  /** Above 0: there is one minimum then. */
  readonly penalty: number;
  /** Where the search begins; 0 unless given. */
  readonly from?: Head | undefined;
  /** The slope at the end beside that at β = 0, `FINE` unless given. */
  readonly tolerance?: number;
}

type Head = Pick<Multinomial, "weights" | "intercept">;

/** Beyond this the cross-entropy of other examples no longer changes in the fourth digit. */
const FINE = 1e-4;
const MOST_STEPS = 500;

/**
 * The β and intercept that minimise the mean cross-entropy of n examples plus penalty/2·‖β‖².
 *
 * @throws RangeError where the sizes differ or a label is no class.
 * @see Böhning 1992 for the bound of the curvature
 * @example
 * const z = { rows: 4, columns: 1, data: Float64Array.of(-1, -1, 1, 1) };
 * const labels = Int32Array.of(0, 1, 0, 1);
 * const { weights } = multinomial({ z, labels }, 2, { variances: Float64Array.of(1), penalty: 0.1 });
 * weights.data.every((value) => value === 0); // => true
 */
export function multinomial({ z, labels }: Labelled, classes: number, search: Search): Multinomial {
  const { variances, penalty, from, tolerance = FINE } = search;
  const r = z.columns;
  // Row r is the intercept's: the curvature along it is at most half.
  const units = Float64Array.from(
    { length: r + 1 },
    (_, k) => 1 / Math.sqrt((variances[k] ?? 1) / 2 + (k < r ? penalty : 0)),
  );
  const scaled = (values: Float64Array, power: 1 | -1) =>
    values.map((value, at) => value * (units[Math.floor(at / classes)] as number) ** power);
  const parts = (theta: Float64Array) => {
    const values = scaled(theta, 1);
    return {
      weights: { rows: r, columns: classes, data: values.slice(0, r * classes) },
      intercept: values.slice(r * classes),
    };
  };
  const start = new Float64Array((r + 1) * classes);
  if (from !== undefined) {
    start.set(from.weights.data);
    start.set(from.intercept, r * classes);
  }
  const { at, converged } = minimised(
    (theta) => {
      const head = parts(theta);
      const { value, gradient } = penalised({ z, labels }, head, penalty);
      return { value, gradient: scaled(gradient, 1) };
    },
    scaled(start, -1),
    { tolerance, mostSteps: MOST_STEPS },
  );
  return { ...parts(at), converged };
}

/** Logits of rows in the same coordinates, n × C. */
export function multinomialLogits(
  z: Float64Matrix,
  { weights, intercept }: Pick<Multinomial, "weights" | "intercept">,
) {
  const logits = product(z, weights);
  for (let at = 0; at < logits.data.length; at++)
    logits.data[at] = (logits.data[at] as number) + (intercept[at % intercept.length] as number);
  return logits;
}

/** What is minimised, and its gradient: that of β, then that of the intercept. */
function penalised({ z, labels }: Labelled, head: Head, penalty: number) {
  const logits = multinomialLogits(z, head);
  const residual = residuals(logits, labels);
  const { rows: n, columns: classes } = logits;
  const gradient = new Float64Array((z.columns + 1) * classes);
  const slope = crossProduct(z, residual).data;
  let squares = 0;
  for (let at = 0; at < slope.length; at++) {
    const weight = head.weights.data[at] as number;
    squares += weight * weight;
    gradient[at] = (slope[at] as number) / n + penalty * weight;
  }
  for (let at = 0; at < residual.data.length; at++) {
    const to = slope.length + (at % classes);
    gradient[to] = (gradient[to] as number) + (residual.data[at] as number) / n;
  }
  return { value: crossEntropy(logits, labels) + (penalty / 2) * squares, gradient };
}

/** Probabilities less 1 at the label, n × C: the slopes of the cross-entropy over the logits. */
function residuals(logits: Matrix, labels: Int32Array): Matrix {
  const probabilities = softmax(logits);
  const { columns, data } = probabilities;
  for (const [i, label] of labels.entries()) data[i * columns + label] = (data[i * columns + label] as number) - 1;
  return probabilities;
}
