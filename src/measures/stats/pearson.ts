import { mean } from "../../kernels/mean.js";
/**
 * Pearson's correlation of two lists of numbers.
 *
 * @returns in [−1, 1] up to rounding; NaN where one of the two is constant, or empty.
 * @throws RangeError for lists of different lengths.
 * @example
 * pearson([1, 2, 3], [2, 4, 6]); // => 1
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`pearson: ${x.length} and ${y.length} numbers, expected as many`);
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] ?? 0) - mx, (y[i] ?? 0) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}
