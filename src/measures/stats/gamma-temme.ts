import { lessLog } from "./gamma-prefactor.js";
import { normalCdf } from "./normal.js";
import type { Tails } from "./tails.js";

/** Taylor coefficients in η of the terms of order 1, 1/a and 1/a² of the expansion: DLMF 8.12.11 and 8.12.12. */
const TERMS: readonly (readonly number[])[] = [
  [
    -1 / 3,
    1 / 12,
    -2 / 135,
    1 / 864,
    1 / 2835,
    -139 / 777600,
    1 / 25515,
    -571 / 261273600,
    -281 / 151559100,
    163879 / 197522841600,
    -5221 / 29554024500,
  ],
  [-1 / 540, -1 / 288, 1 / 378, -77 / 77760, 1 / 4860, -1 / 2488320, -2743 / 151559100],
  [25 / 6048, -139 / 51840, 1 / 1296, 1 / 497664],
];
/** e^(−x) is zero beyond. */
const UNDERFLOW = 746;

/**
 * Both tails of the gamma distribution at a + excess, for huge shapes a: the normal tail and its correction.
 *
 * @see Temme 1979; DLMF 8.12.3
 */
export function temmeTails(a: number, excess: number): Tails {
  const mu = excess / a;
  const exponent = a * lessLog(mu);
  if (exponent > UNDERFLOW) return excess > 0 ? { lower: 1, upper: 0 } : { lower: 0, upper: 1 };
  const eta = Math.sign(mu) * Math.sqrt((2 * exponent) / a);
  const correction = (Math.exp(-exponent) / Math.sqrt(2 * Math.PI * a)) * expansion(a, eta);
  const z = Math.sign(mu) * Math.sqrt(2 * exponent);
  return { lower: normalCdf(z) - correction, upper: normalCdf(-z) + correction };
}

function expansion(a: number, eta: number): number {
  return polynomial(
    TERMS.map((coefficients) => polynomial(coefficients, eta)),
    1 / a,
  );
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
