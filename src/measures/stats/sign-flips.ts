import { uniforms } from "../../kernels/random.js";
import { DRAWN, MOST_ENUMERATED, type Rearranged } from "./permutation-p.js";

/**
 * All ways to give n numbers signs where these are at most 100,000, else 9,999 drawn ones.
 *
 * @param seed - of what is drawn.
 * @returns for each way 1 or −1 for every number.
 * @example
 * [...signFlips(2, 0).all].map((signs) => signs.join()); // => ["1,1", "-1,1", "1,-1", "-1,-1"]
 */
export function signFlips(n: number, seed: number): Rearranged<Int8Array> {
  const count = 2 ** n;
  if (count <= MOST_ENUMERATED) return { all: enumerated(n, count), count, exhaustive: true };
  return { all: drawn(n, seed), count: DRAWN, exhaustive: false };
}

function* enumerated(n: number, count: number): Iterable<Int8Array> {
  for (let bits = 0; bits < count; bits++) yield new Int8Array(n).map((_, i) => ((bits >> i) & 1 ? -1 : 1));
}

function* drawn(n: number, seed: number): Iterable<Int8Array> {
  const numbers = uniforms(n * DRAWN, seed);
  for (let k = 0; k < DRAWN; k++)
    yield Int8Array.from(numbers.subarray(k * n, (k + 1) * n), (value) => (value < 0.5 ? -1 : 1));
}
