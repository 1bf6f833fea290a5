import { normalQuantile } from "./normal.js";

/** Steps of the tail's continued fraction, enough for 1e-15 wherever it is used. */
const STEPS = 120;
/** Steps of Newton's method, of which it takes about six; rounding stops it from settling only for `df` below 1e-6. */
const NEWTON = 50;

/**
 * The number a Student t variable of `df` degrees of freedom stays below with probability `p`, to 1e-12 relative for
 * `df` of at least .1 and with fewer digits below that.
 *
 * @param p - between 0 and 1, both excluded.
 * @param df - any positive number.
 * @returns infinite where the quantile is beyond the largest number (`df` far below .01).
 * @throws RangeError where `p` or `df` is out of range.
 * @see Abramowitz & Stegun 1964, 26.7.1 (as an incomplete beta function)
 * @example
 * studentQuantile(0.975, 9); // => 2.262157162798205
 * studentQuantile(0.75, 1); // => 1
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentQuantile: p is ${p}, expected a number between 0 and 1`);
  if (!(df > 0 && df < Infinity)) throw new RangeError(`studentQuantile: df is ${df}, expected a positive number`);
  if (p === 0.5) return 0;
  // With w = log(t²/df) nothing overflows: 1/(1 + t²/df) and its complement are logistic functions of w.
  const w = solveForW(Math.abs(p - 0.5), Math.min(p, 1 - p), df / 2);
  return Math.sign(p - 0.5) * Math.sqrt(df) * Math.exp(w / 2);
}

/**
 * The probability that a Student t variable of `df` degrees of freedom is at least `t`, to 1e-12 relative.
 *
 * @param t - any number, ±Infinity too.
 * @param df - any positive number.
 * @throws RangeError where `t` is NaN or `df` out of range.
 * @see Abramowitz & Stegun 1964, 26.7.1 (as an incomplete beta function)
 * @example
 * studentUpper(1, 1); // => 0.25
 * studentUpper(0, 5); // => 0.5
 */
export function studentUpper(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError("studentUpper: t is NaN, expected a number");
  if (!(df > 0 && df < Infinity)) throw new RangeError(`studentUpper: df is ${df}, expected a positive number`);
  if (t === 0) return 0.5;
  const a = df / 2;
  const w = 2 * Math.log(Math.abs(t)) - Math.log(df);
  const beyond = w < borderOf(a) ? 0.5 - Math.exp(logArea(w, a).value) : Math.exp(logTail(w, a).value);
  return t > 0 ? beyond : 1 - beyond;
}

/** Where the series of the centre hands over to the continued fraction of the tail. */
function borderOf(a: number): number {
  return Math.log(1.5 / (a + 1));
}

/** Newton on log P(0 < T < t) or on log P(T > t), concave in w both, whichever is the quick one. */
function solveForW(area: number, tail: number, a: number): number {
  const border = borderOf(a);
  const central = Math.log(area) < logArea(border, a).value;
  const [curve, target] = central ? [logArea, Math.log(area)] : [logTail, Math.log(tail)];
  // The normal quantile lies below Student's, near it where df is large.
  let w = central ? border : Math.max(border, Math.log(normalQuantile(tail) ** 2 / (2 * a)));
  for (let k = 0; k < NEWTON; k++) {
    const { value, slope } = curve(w, a);
    const step = (target - value) / slope;
    w += step;
    if (Math.abs(step) < 1e-9) break;
  }
  return w;
}

interface Point {
  readonly value: number;
  readonly slope: number;
}

/** log P(0 < T < t) = log ½I_y(½, a) with y = t²/(df + t²). */
function logArea(w: number, a: number): Point {
  const sum = centralSeries(logistic(w), a);
  return { value: logFactor(w, a) + softplus(-w) / -2 + Math.log(sum), slope: 1 / (2 * sum) };
}

/** log P(T > t) = log ½I_x(a, ½) with x = df/(df + t²). */
function logTail(w: number, a: number): Point {
  const fraction = tailFraction(Math.exp(-w), a);
  return {
    value: logFactor(w, a) + softplus(-w) / 2 + Math.log(fraction / (2 * a)),
    slope: -(a * logistic(w)) / fraction,
  };
}

/** log of x^a/B(a, ½), which both curves share. */
function logFactor(w: number, a: number): number {
  return -a * softplus(w) + logGammaRatio(a) - Math.log(Math.PI) / 2;
}

/** ₂F₁(a + ½, 1; 3/2; y): terms of one sign that fall from the first, for y below 1.5/(a + 2.5). */
function centralSeries(y: number, a: number): number {
  let [sum, term] = [1, 1];
  for (let k = 0; term > 1e-17; k++) {
    term *= (y * (a + 0.5 + k)) / (1.5 + k);
    sum += term;
  }
  return sum;
}

/** ₂F₁(½, 1; a + 1; −z), Gauss's continued fraction from the inside out; Mills' ratio is its limit for a → ∞. */
function tailFraction(z: number, a: number): number {
  let denominator = 1;
  for (let k = STEPS; k >= 1; k--) {
    const even = (k / (a + 2 * k - 1)) * ((a + k - 0.5) / (a + 2 * k));
    const odd = ((k - 0.5) / (a + 2 * k - 1)) * ((a + (k - 1)) / (a + 2 * (k - 1)));
    denominator = 1 + (odd * z) / (1 + (even * z) / denominator);
  }
  return 1 / denominator;
}

/** 1/(1 + exp(−w)) */
function logistic(w: number): number {
  return Math.exp(-softplus(-w));
}

/** log(1 + exp(w)) */
function softplus(w: number): number {
  return Math.max(w, 0) + Math.log1p(Math.exp(-Math.abs(w)));
}

/** log Γ(a + ½)/Γ(a): its asymptotic series, after raising a to where the series is exact. */
function logGammaRatio(a: number): number {
  if (a < 20) return logGammaRatio(a + 1) + Math.log(a / (a + 0.5));
  const z = 1 / (a * a);
  const series = 1 / 8 - z * (1 / 192 - z * (1 / 640 - z * (17 / 14336 - (z * 31) / 18432)));
  return Math.log(a) / 2 - series / a;
}
