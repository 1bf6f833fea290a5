import { logGammaOnePlus, STIRLING_FROM, stirlingCorrection } from "./log-gamma.js";

/**
 * x^a·e^(−x)/Γ(a + 1), which both tails of the gamma distribution share.
 *
 * @param excess - x − a, which for huge a holds the digits that x has no room for.
 */
export function gammaPrefactor(a: number, x: number, excess: number): number {
  if (a < STIRLING_FROM) return Math.exp(a * Math.log(x) - x - logGammaOnePlus(a));
  return Math.exp(-a * lessLog(excess / a) - stirlingCorrection(a)) / Math.sqrt(2 * Math.PI * a);
}

/** μ − log(1 + μ), without cancellation near 0: with s = μ/(2 + μ) it is μs − 2(s³/3 + s⁵/5 + …). */
export function lessLog(mu: number): number {
  const s = mu / (2 + mu);
  if (Math.abs(s) > 0.2) return mu - Math.log1p(mu);
  let series = 0;
  for (let k = 27; k >= 3; k -= 2) series = series * s * s + 1 / k;
  return mu * s - 2 * s ** 3 * series;
}
