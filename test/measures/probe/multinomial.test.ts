import { describe, expect, test } from "vitest";
import { softmax } from "../../../src/measures/predictive/softmax.js";
import { multinomial, multinomialLogits } from "../../../src/measures/probe/multinomial.js";
import { coordinates, principalAxes } from "../../../src/measures/probe/principal-axes.js";
import golden from "../../golden/probe.json" with { type: "json" };
import { largestGap } from "../../support/close.js";

describe.each(golden.cases)("Newton's method with the whole Hessian, $name", (given) => {
  const x = { rows: given.n, columns: given.p, data: Float64Array.from(given.x) };
  const others = { rows: given.others.length / given.p, columns: given.p, data: Float64Array.from(given.others) };
  const axes = principalAxes(x);
  const labelled = { z: coordinates(axes, x), labels: Int32Array.from(given.labels) };
  const search = { variances: axes.variances, penalty: given.penalty, tolerance: 1e-7 };
  const fitted = multinomial(labelled, given.classes, search);

  test("ends", () => {
    expect(fitted.converged).toBe(true);
  });

  test("gives the same probabilities", () => {
    const { data } = softmax(multinomialLogits(coordinates(axes, others), fitted));
    expect(largestGap(data, given.probabilities)).toBeLessThan(1e-5);
  });

  test("begins where it is told and ends in the same place", () => {
    const again = multinomial(labelled, given.classes, { ...search, from: fitted });
    expect(largestGap(again.weights.data, fitted.weights.data)).toBeLessThan(1e-3);
  });
});

test("of two examples with one representation neither class is likelier", () => {
  const z = { rows: 2, columns: 1, data: Float64Array.of(1, 1) };
  const { weights, intercept } = multinomial({ z, labels: Int32Array.of(0, 1) }, 2, {
    variances: Float64Array.of(1),
    penalty: 1,
  });
  expect([...weights.data, ...intercept]).toEqual([0, 0, 0, 0]);
});
