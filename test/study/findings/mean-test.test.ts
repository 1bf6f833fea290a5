import { describe, expect, test } from "vitest";
import { meanTest } from "../../../src/study/findings/mean-test.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close, closeAll } from "../../support/close.js";

const named = (values: readonly number[]) => values.map((_, i) => `m${i}`);

describe("meanTest", () => {
  test("has Student's interval and p from all signs", () => {
    expect(golden.mean).toHaveLength(2);
    for (const { values, mean, p, interval } of golden.mean) {
      const found = meanTest(named(values), values, 0);
      close(found.mean.value ?? Number.NaN, mean, 1e-12);
      closeAll(found.mean.interval ?? [], interval, 1e-8);
      close(found.test?.pValue ?? Number.NaN, p, 1e-12);
    }
  });

  test("supports a mean above 0 alone", () => {
    const values = [0.2, 0.3, 0.25, 0.35, 0.1, 0.3];
    expect(meanTest(named(values), values, 0).verdict).toBe("supported");
    const below = values.map((value) => -value);
    expect(meanTest(named(below), below, 0)).toMatchObject({ verdict: "not supported", test: { pValue: 1 } });
  });

  test("cannot be told from four models or fewer, and says the smallest p", () => {
    const found = meanTest(named([1, 2, 3, 4]), [1, 2, 3, 4], 0);
    expect(found).toMatchObject({ verdict: "not testable", test: { pValue: 1 / 16 } });
    expect(found.reasons.verdict).toBe("so few models can give no p below 0.063");
    expect(meanTest([], [], 0)).toMatchObject({ mean: { value: null }, test: null, verdict: "not testable" });
  });

  test("says that equal numbers leave a jackknife no spread", () => {
    const found = meanTest(named([1, 1, 1, 1, 1]), [1, 1, 1, 1, 1], 0);
    expect(found.mean).toEqual({ value: 1, interval: null });
    expect(found.reasons["mean.interval"]).toBe("the same without any one model: a jackknife sees no spread");
    expect(found.verdict).toBe("supported");
  });
});
