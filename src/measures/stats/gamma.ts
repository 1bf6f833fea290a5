import { gammaPrefactor } from "./gamma-prefactor.js";
import { temmeTails } from "./gamma-temme.js";
import { logGammaOnePlus } from "./log-gamma.js";
import type { Tails } from "./tails.js";

/** From this shape on the expansion around the normal distribution is exact, and the others are slow. */
const HUGE_SHAPE = 1e5;
/** For shapes below 1 the power series are used up to here. */
const SMALL_X = 1.1;

/**
 * Both tails of the gamma distribution of unit scale at `x`: the regularised incomplete gamma functions P and Q.
 *
 * Each is exact to about 1e-12 of its own size, for shapes from 1e-2 to 1e18.
 *
 * @param shape - above 0 and finite.
 * @param x - at least 0.
 * @throws RangeError where either is out of range.
 * @see DLMF 8.7.1 (series), 8.9.2 (continued fraction), 8.12 (Temme's expansion)
 * @example
 * gammaTails(1, Math.LN2).upper; // => 0.5
 * gammaTails(1, 0); // => { lower: 0, upper: 1 }
 */
export function gammaTails(shape: number, x: number): Tails {
  checkShape("gammaTails", shape);
  if (!(x >= 0)) throw new RangeError(`gammaTails: x is ${x}, expected a number of at least 0`);
  return tails(shape, x, x - shape);
}

/**
 * Both tails at x = shape + excess: for huge shapes the excess holds the digits that x has no room for.
 *
 * @throws RangeError where the shape is not above 0 and finite, or the excess is NaN.
 * @example
 * gammaTailsAtExcess(1, -1); // => { lower: 0, upper: 1 }
 */
export function gammaTailsAtExcess(shape: number, excess: number): Tails {
  checkShape("gammaTailsAtExcess", shape);
  if (Number.isNaN(excess)) throw new RangeError("gammaTailsAtExcess: excess is NaN, expected a number");
  return tails(shape, Math.max(0, shape + excess), excess);
}

/** Throws the RangeError of a shape that no gamma distribution has. */
export function checkShape(name: string, shape: number): void {
  if (!(shape > 0 && shape < Infinity)) {
    throw new RangeError(`${name}: shape is ${shape}, expected a finite number above 0`);
  }
}

function tails(a: number, x: number, excess: number): Tails {
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (a >= HUGE_SHAPE) return temmeTails(a, excess);
  const prefactor = gammaPrefactor(a, x, excess);
  if (a < 1 && x < SMALL_X) return { lower: prefactor * lowerSeries(a, x), upper: smallUpper(a, x) };
  if (a >= 1 && excess < 1) {
    const lower = prefactor * lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = a * prefactor * upperFraction(a, excess);
  return { lower: 1 - upper, upper };
}

/** P over the prefactor: 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + … */
function lowerSeries(a: number, x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** Q for a < 1 and small x: 1 − P, the 1 taken out of the leading power before it can cancel. */
function smallUpper(a: number, x: number): number {
  const logPower = a * Math.log(x) - logGammaOnePlus(a);
  let [sum, term] = [0, 1];
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= -x / k;
    sum += term / (a + k);
  }
  return -Math.expm1(logPower) - a * Math.exp(logPower) * sum;
}

/** Q over a times the prefactor, as a continued fraction by Lentz's method. */
function upperFraction(a: number, excess: number): number {
  let b = excess + 1;
  let [numerator, denominator] = [Infinity, 1 / b];
  let value = denominator;
  for (let k = 1, change = 0; Math.abs(change - 1) > 4e-16; k++) {
    const d = k * (a - k);
    b += 2;
    denominator = 1 / (b + d * denominator);
    numerator = b + d / numerator;
    change = numerator * denominator;
    value *= change;
  }
  return value;
}
