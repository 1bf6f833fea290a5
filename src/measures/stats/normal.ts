/** Where the series of the centre hands over to the continued fraction of the tail. */
const CENTRE = 1.5;
/** Steps of the continued fraction that leave less than 1e-15 at `CENTRE`. */
const STEPS = 250;
const LOG_ROOT_TAU = Math.log(2 * Math.PI) / 2;

/**
 * Probability that a standard normal variable is at most `x`.
 *
 * @returns in [0, 1], to 1e-14 relative for x above −8 and to 1e-13 in the far tail.
 * @throws RangeError where `x` is NaN.
 * @see Abramowitz & Stegun 1964, 26.2.11 (series of the centre) and 26.2.14 (continued fraction of the tail)
 * @example
 * normalCdf(0); // => 0.5
 * normalCdf(-1.959963984540054); // => 0.025
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError("normalCdf: x is NaN, expected a number");
  const size = Math.abs(x);
  if (size < CENTRE) return 0.5 + Math.sign(x) * centralArea(size);
  const tail = Math.exp(logTail(size));
  return x < 0 ? tail : 1 - tail;
}

/**
 * The number a standard normal variable stays below with probability `p`: the inverse of `normalCdf`.
 *
 * @param p - between 0 and 1, both excluded.
 * @throws RangeError where `p` is not.
 * @example
 * normalQuantile(0.975); // => 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: p is ${p}, expected a number between 0 and 1`);
  const area = Math.abs(p - 0.5);
  const size = area < centralArea(CENTRE) ? centralQuantile(area) : tailQuantile(Math.min(p, 1 - p));
  return Math.sign(p - 0.5) * size;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2 - LOG_ROOT_TAU);
}

/** Probability between 0 and x ≥ 0: φ(x)·(x + x³/3 + x⁵/15 + …), all terms of one sign. */
function centralArea(x: number): number {
  let [sum, term] = [x, x];
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return density(x) * sum;
}

/** Mills' ratio, P(X > x)/φ(x), for x ≥ CENTRE: 1/(x + 1/(x + 2/(x + 3/…))) from the inside out. */
function millsRatio(x: number): number {
  let denominator = x;
  for (let k = STEPS; k >= 1; k--) denominator = x + k / denominator;
  return 1 / denominator;
}

/** @param mills - Mills' ratio at x. */
function logTail(x: number, mills = millsRatio(x)): number {
  return x === Infinity ? -Infinity : Math.log(mills) - (x * x) / 2 - LOG_ROOT_TAU;
}

/** Newton from below on a concave function: it never overshoots, and stops where the next step would be below 1e-16. */
function centralQuantile(area: number): number {
  let x = area / density(0);
  for (let step = Infinity; step > x * 1e-9; ) {
    step = (area - centralArea(x)) / density(x);
    x += step;
  }
  return x;
}

/** Newton on the logarithm of the tail, which is nearly a parabola. */
function tailQuantile(tail: number): number {
  let x = Math.max(CENTRE, Math.sqrt(-2 * Math.log(tail)) - 1);
  for (let step = Infinity; Math.abs(step) > x * 1e-9; ) {
    const mills = millsRatio(x);
    step = (logTail(x, mills) - Math.log(tail)) * mills;
    x += step;
  }
  return x;
}
