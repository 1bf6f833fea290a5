import { describe, expect, test } from "vitest";
import { dPrime } from "../../../src/measures/stats/d-prime.js";
import { close } from "../../support/close.js";

describe("dPrime", () => {
  test("is the difference of the means over the root of the mean variance", () => {
    // Means 4 and 1, variances 4 and 1.
    close(dPrime([2, 4, 6], [0, 1, 2]), 3 / Math.sqrt(2.5), 1e-14);
    close(dPrime([0, 1, 2], [2, 4, 6]), -3 / Math.sqrt(2.5), 1e-14);
  });

  test("knows neither offset nor scale", () => {
    close(dPrime([1020, 1040, 1060], [1000, 1010, 1020]), dPrime([2, 4, 6], [0, 1, 2]), 1e-12);
  });

  test("is NaN without a spread to measure by", () => {
    expect(dPrime([0.1 + 0.2, 0.3], [0.1, 0.1])).toBeNaN();
    expect(dPrime([1], [2, 3])).toBeNaN();
    expect(dPrime([], [2, 3])).toBeNaN();
  });
});
