import { checkShape, gammaTails, gammaTailsAtExcess } from "./gamma.js";
import { gammaPrefactor } from "./gamma-prefactor.js";
import { logGammaOnePlus } from "./log-gamma.js";
import { normalQuantile } from "./normal.js";

/** The farthest Newton may go in log x at once. */
const LONGEST_STEP = 2;
/** Below this shape x says more than the excess: it can be tiny. */
const FINE_EXCESS = 1e3;
/** log of the smallest positive number. */
const UNDERFLOW = -745;

/**
 * The number a gamma variable of unit scale stays below with probability `p`: the inverse of `gammaTails(…).lower`.
 *
 * @param shape - above 0 and finite.
 * @param p - between 0 and 1, both excluded.
 * @returns 0 where the quantile is below the smallest positive number (tiny shapes).
 * @throws RangeError where either is out of range.
 * @example
 * gammaQuantile(1, 0.5); // => 0.6931471805599453
 */
export function gammaQuantile(shape: number, p: number): number {
  return shape * Math.exp(logRatio("gammaQuantile", shape, p));
}

/**
 * The same quantile less the shape (the mean): for huge shapes the digits that the quantile itself has no room for.
 *
 * @throws RangeError where shape or p is out of range.
 * @example
 * gammaExcessQuantile(1, 0.5); // => -0.3068528194400547
 */
export function gammaExcessQuantile(shape: number, p: number): number {
  return shape * Math.expm1(logRatio("gammaExcessQuantile", shape, p));
}

/** log(x/shape) by Newton on the logarithm of the smaller tail, which is a concave function of it. */
function logRatio(name: string, shape: number, p: number): number {
  checkShape(name, shape);
  if (!(p > 0 && p < 1)) throw new RangeError(`${name}: p is ${p}, expected a number between 0 and 1`);
  const side = p < 0.5 ? "lower" : "upper";
  const target = Math.log(p < 0.5 ? p : 1 - p);
  let u = firstGuess(shape, p);
  if (u + Math.log(shape) < UNDERFLOW) return -Infinity;
  for (let step = Infinity; Math.abs(step) > 1e-8 * Math.max(Math.abs(u), 1 / Math.sqrt(shape)); ) {
    const [x, excess] = [shape * Math.exp(u), shape * Math.expm1(u)];
    const tail = (shape < FINE_EXCESS ? gammaTails(shape, x) : gammaTailsAtExcess(shape, excess))[side];
    const slope = ((side === "lower" ? 1 : -1) * shape * gammaPrefactor(shape, x, excess)) / tail;
    step = (target - Math.log(tail)) / slope;
    u += Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  }
  return u;
}

/** Wilson & Hilferty's cube; where it fails (small shapes) the leading power of P. */
function firstGuess(shape: number, p: number): number {
  const cubeRoot = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  if (cubeRoot > 0.1) return 3 * Math.log(cubeRoot);
  return (Math.log(p) + logGammaOnePlus(shape)) / shape - Math.log(shape);
}
