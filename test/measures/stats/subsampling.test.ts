import { describe, expect, test } from "vitest";
import { studentQuantile } from "../../../src/measures/stats/student-t.js";
import { leftOut, subsampleInterval, subsamples } from "../../../src/measures/stats/subsampling.js";
import { gaussian } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";

describe("subsamples", () => {
  test("leave out a fifth, at least one", () => {
    expect([2, 5, 100, 1003].map(leftOut)).toEqual([1, 1, 20, 201]);
  });

  test("are sorted, without repeats, and the same for the same seed", () => {
    const sets = subsamples(20, 4, 10, 1);
    for (const rows of sets) {
      expect(new Set(rows).size).toBe(16);
      expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
    }
    expect(sets).toEqual(subsamples(20, 4, 10, 1));
    expect(sets).not.toEqual(subsamples(20, 4, 10, 2));
  });
});

describe("the interval by subsampling", () => {
  test("is atanh θ ± t·√((n − d)/d · spread), mapped back", () => {
    const z = [0.1, 0.3, 0.2];
    const spread = (0.1 ** 2 + 0.1 ** 2) / 3;
    const reach = studentQuantile(0.975, 2) * Math.sqrt((15 / 5) * spread);
    const { interval, reason } = subsampleInterval(Math.tanh(0.2), 20, 5, Float64Array.from(z, Math.tanh));
    close(interval?.[0] ?? 2, Math.tanh(0.2 - reach), 1e-12);
    close(interval?.[1] ?? 2, Math.tanh(0.2 + reach), 1e-12);
    expect(reason).toBeNull();
  });

  test("of a small mean is nearly that of the mean's theory", () => {
    const data = gaussian(1, 200, 5).data.map((value) => 0.1 * value);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const centre = mean(data);
    const means = subsamples(200, 40, 400, 1).map((rows) =>
      mean(Float64Array.from(rows, (i) => data[i] ?? Number.NaN)),
    );
    const [low, high] = subsampleInterval(centre, 200, 40, Float64Array.from(means)).interval ?? [0, 0];
    const se = Math.sqrt(data.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 199 / 200);
    // 400 subsets know the standard error to 4 %.
    close((high - low) / 2, studentQuantile(0.975, 199) * se, 0.12);
  });

  test("is [1, 1] of what is identical, and none where a subset has no value", () => {
    expect(subsampleInterval(1, 9, 2, Float64Array.of(1, 1)).interval).toEqual([1, 1]);
    expect(subsampleInterval(0.5, 9, 2, Float64Array.of(0.5, Number.NaN)).reason).toBe(
      "undefined, or 1, in 1 of 2 subsamples of 7 examples",
    );
  });
});
