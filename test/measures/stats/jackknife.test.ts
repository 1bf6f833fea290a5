import { describe, expect, test } from "vitest";
import { differenceInterval, fisherInterval, plainInterval } from "../../../src/measures/stats/jackknife.js";
import { studentQuantile } from "../../../src/measures/stats/student-t.js";
import { close } from "../../support/close.js";

const sample = [3, 1, 4, 1, 5, 9, 2, 6];
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
const means = Float64Array.from(sample, (_, i) => mean(sample.filter((_, j) => j !== i)));

describe("the jackknife", () => {
  test("of a mean is the t interval of the mean", () => {
    const n = sample.length;
    const variance = sample.reduce((total, value) => total + (value - mean(sample)) ** 2, 0) / (n - 1);
    const reach = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n);
    const [low, high] = plainInterval(mean(sample), means);
    close(low, mean(sample) - reach, 1e-12);
    close(high, mean(sample) + reach, 1e-12);
  });

  test("lies around the estimate, not around the mean of the leave-one-out values", () => {
    const [low, high] = plainInterval(100, means);
    close((low + high) / 2, 100, 1e-12);
  });

  test("on Fisher's scale is the plain interval of atanh, mapped back", () => {
    const values = Float64Array.of(0.9, 0.95, 0.85, 0.92);
    const [low, high] = plainInterval(Math.atanh(0.91), values.map(Math.atanh));
    expect(fisherInterval(0.91, values)).toEqual([Math.tanh(low), Math.tanh(high)]);
    expect(fisherInterval(0.91, values)[1]).toBeLessThan(1);
  });

  test("on Fisher's scale refuses what has no atanh", () => {
    expect(() => fisherInterval(1, means)).toThrow("fisherInterval: 1 is not between -1 and 1");
    expect(() => fisherInterval(0.5, Float64Array.of(0.5, -1))).toThrow("fisherInterval: -1 is not");
    expect(() => fisherInterval(0.5, Float64Array.of(0.5, Number.NaN))).toThrow(RangeError);
  });

  test("of a difference jackknifes the difference: what is common does not widen it", () => {
    const shifted = { score: mean(sample) + 2, leaveOneOut: means.map((value) => value + 2) };
    const [low, high] = differenceInterval(shifted, { score: mean(sample), leaveOneOut: means });
    close(low, 2, 1e-12);
    close(high, 2, 1e-12);
  });

  test("refuses arrays that cannot be of the same examples, and single values", () => {
    const [a, b] = [
      { score: 1, leaveOneOut: Float64Array.of(1, 2, 3) },
      { score: 1, leaveOneOut: Float64Array.of(1, 2) },
    ];
    expect(() => differenceInterval(a, b)).toThrow("a has 3 leave-one-out values and b has 2");
    expect(() => plainInterval(1, Float64Array.of(1))).toThrow(
      "jackknife: 1 leave-one-out values, expected at least 2",
    );
  });
});
