import { uniforms } from "../src/kernels/random.js";

/** Standard normal numbers by Box and Muller, the same for the same seed: quicker than quantiles. */
export function gaussians(count: number, seed: number): Float64Array {
  const half = Math.ceil(count / 2);
  const numbers = uniforms(2 * half, seed);
  return new Float64Array(count).map((_, i) => {
    const [radius, angle] = [
      Math.sqrt(-2 * Math.log(numbers[i >> 1] ?? 0.5)),
      2 * Math.PI * (numbers[half + (i >> 1)] ?? 0),
    ];
    return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}
