/** A bound is passed by chance once in so many runs of one check; the seed is fixed, so that it is not twice. */
const RARELY = 1e-4;

/** The least number that a binomial variable, `count` trials with success in a `share` of them, exceeds only rarely. */
export function seldomExceeded(share: number, count: number): number {
  let [below, k] = [probability(0, count, share), 0];
  while (1 - below > RARELY) below += probability(++k, count, share);
  return k;
}

/** P(X = k). */
function probability(k: number, count: number, share: number): number {
  let logarithm = k * Math.log(share) + (count - k) * Math.log(1 - share);
  for (let i = 1; i <= k; i++) logarithm += Math.log((count - k + i) / i);
  return Math.exp(logarithm);
}
