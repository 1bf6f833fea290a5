import { describe, expect, test } from "vitest";
import { quantile } from "../../../src/measures/stats/quantile.js";
import { sampledNull } from "../../../src/measures/stats/sampled-null.js";
import { gaussian } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";

describe("the sampled null", () => {
  const scores = gaussian(1, 199, 1).data;

  test("has the mean, the .95 quantile and the share of what is at least the score", () => {
    const { chance, threshold, pValue } = sampledNull(1, scores);
    close(chance, scores.reduce((sum, value) => sum + value, 0) / 199, 1e-13);
    expect(threshold).toBe(quantile(scores, 0.95));
    expect(pValue).toBe((1 + scores.filter((value) => value >= 1).length) / 200);
  });

  test("never has a p-value below 1/(R + 1), nor below .001", () => {
    expect(sampledNull(100, scores).pValue).toBe(1 / 200);
    expect(sampledNull(100, new Float64Array(4999)).pValue).toBe(0.001);
  });

  test("counts ties as at least the score, up to rounding", () => {
    expect(sampledNull(0.3, Float64Array.of(0.3 - 1e-13, 0.2)).pValue).toBe(2 / 3);
  });
});
