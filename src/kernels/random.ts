import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";

/** A uniformly drawn permutation of 0…n−1, the same for the same 32-bit seed. */
export function permutation(n: number, seed: number): Uint32Array {
  return permutations(n, 1, seed)[0]!;
}

/** `count` permutations of 0…n−1 drawn one after the other from one generator: independent, whatever the seed. */
export function permutations(n: number, count: number, seed: number): readonly Uint32Array[] {
  const next = shuffler(seed);
  return Array.from({ length: count }, () => next(n));
}

/** Permutations of as many numbers as each is asked for, drawn one after the other from one generator: n → one of 0…n−1. */
export function shuffler(seed: number): (n: number) => Uint32Array {
  // Mersenne Twister scrambles its seed: the first draws of seeds 0, 1, 2, … are unrelated, unlike xoroshiro's.
  const generator = mersenne(seed);
  return (n) => shuffled(n, (last) => uniformInt(generator, 0, last));
}

/** Fisher and Yates: each place, from the last down, takes one of the entries up to it. */
function shuffled(n: number, draw: (last: number) => number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let last = n - 1; last > 0; last--) {
    const chosen = draw(last);
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}

/** `count` numbers drawn uniformly between 0 and 1, both excluded, the same for the same 32-bit seed. */
export function uniforms(count: number, seed: number): Float64Array {
  const generator = mersenne(seed);
  // Half a step of 2^-53 up, so that 0 is not among them.
  return new Float64Array(count).map(() => uniformFloat64(generator) + 2 ** -54);
}
