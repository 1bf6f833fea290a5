import type { Matrix } from "../../kernels/matrix.js";
import { checkLogits } from "./check-logits.js";

/** The temperature of a classifier, or why it has none. */
export type Temperature =
  | { readonly temperature: number; readonly reason: null }
  | { readonly temperature: null; readonly reason: string };

/** Steps of Newton's method or halvings of what holds the minimum; a tenth of these do. */
const MOST_STEPS = 200;
/** Where the step has become this small beside the value, nothing is left but rounding. */
const PRECISION = 1e-14;

/**
 * The temperature T > 0 that makes a classifier's probabilities as right as a common factor can: the one that minimises
 * the mean cross-entropy of softmax(logits/T).
 *
 * The cross-entropy is convex in 1/T, so its slope has one zero, found by Newton's method held between bounds.
 *
 * @param logits - n × C, one row an example.
 * @param labels - the n true classes.
 * @returns above 1 where the classifier is too sure of itself, below 1 where not enough; `null` where the cross-entropy
 *   falls for ever as T goes to 0 (every label has the largest logit) or to infinity (labels' logits are no higher than
 *   the others').
 * @throws RangeError where there is no example, a logit is not finite, the numbers of examples differ or a label is no
 *   class.
 * @see Guo et al. 2017
 * @example
 * const logits = { rows: 4, columns: 2, data: Float64Array.of(2, 0, 2, 0, 2, 0, 2, 0) };
 * const { temperature } = temperatureOf(logits, Int32Array.of(0, 0, 0, 1));
 * Math.abs(temperature - 2 / Math.log(3)) < 1e-12; // => true
 */
export function temperatureOf(logits: Matrix, labels: Int32Array): Temperature {
  check(logits, labels);
  if (labels.every((label, i) => isLargest(logits, i, label)))
    return {
      temperature: null,
      reason: "every label has the largest logit: the cross-entropy falls for ever as T goes to 0",
    };
  const flat = slopeAt(logits, labels, 0);
  if (flat.slope >= 0)
    return {
      temperature: null,
      reason: "the labels' logits are no higher than the others': the cross-entropy falls for ever as T grows",
    };
  return { temperature: 1 / zeroOfSlope((inverse) => slopeAt(logits, labels, inverse)), reason: null };
}

interface Slope {
  /** Of the mean cross-entropy over 1/T. */
  readonly slope: number;
  /** Of the slope: the mean variance of the logits under the probabilities. */
  readonly curvature: number;
}

/** The slope at 1/T: the mean over the examples of the expected logit less the label's. */
function slopeAt({ rows, columns, data }: Matrix, labels: Int32Array, inverse: number): Slope {
  let [slope, curvature] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const from = i * columns;
    // About the largest logit, so that nothing overflows and no digits are lost.
    const largest = largestOf(data, from, columns);
    let [weights, first, second] = [0, 0, 0];
    for (let at = from; at < from + columns; at++) {
      const below = (data[at] as number) - largest;
      const weight = Math.exp(inverse * below);
      weights += weight;
      first += weight * below;
      second += weight * below * below;
    }
    const mean = first / weights;
    slope += mean - ((data[from + (labels[i] as number)] as number) - largest);
    curvature += second / weights - mean * mean;
  }
  return { slope: slope / rows, curvature: curvature / rows };
}

/** The zero of a slope that is below 0 at 0 and rises above it somewhere. */
function zeroOfSlope(at: (inverse: number) => Slope): number {
  let [low, high] = [0, 1];
  while (at(high).slope < 0) [low, high] = [high, 2 * high];
  let x = high;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, curvature } = at(x);
    if (slope === 0) return x;
    if (slope < 0) low = x;
    else high = x;
    const newton = x - slope / curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= PRECISION * x) return next;
    x = next;
  }
  return x;
}

function isLargest({ columns, data }: Matrix, i: number, label: number): boolean {
  return data[i * columns + label] === largestOf(data, i * columns, columns);
}

function largestOf(data: Matrix["data"], from: number, columns: number): number {
  let largest = -Infinity;
  for (let at = from; at < from + columns; at++) if ((data[at] as number) > largest) largest = data[at] as number;
  return largest;
}

function check(logits: Matrix, labels: Int32Array): void {
  checkLogits("temperatureOf", logits);
  const { rows, columns } = logits;
  if (rows === 0) throw new RangeError("temperatureOf: there are 0 examples, expected at least 1");
  if (labels.length !== rows) throw new RangeError(`temperatureOf: there are ${labels.length} labels for ${rows} rows`);
  const bad = labels.findIndex((label) => !(label >= 0 && label < columns));
  if (bad < 0) return;
  const expected = `a class in 0…${columns - 1}`;
  throw new RangeError(`temperatureOf: the label of example ${bad} is ${labels[bad]}, expected ${expected}`);
}
