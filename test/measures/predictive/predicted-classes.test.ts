import { describe, expect, test } from "vitest";
import { predictedClasses } from "../../../src/measures/predictive/predicted-classes.js";

describe("predictedClasses", () => {
  test("is the class of the largest logit, of equal ones the lower", () => {
    const data = Float32Array.of(-3, -1, -2, 4, 4, 1, 0, 7, 7);
    expect(predictedClasses({ rows: 3, columns: 3, data })).toEqual(Int32Array.of(1, 0, 1));
  });

  test("is empty for no examples", () => {
    expect(predictedClasses({ rows: 0, columns: 3, data: new Float64Array(0) })).toEqual(new Int32Array(0));
  });

  test("names the row and column of a logit that is not finite", () => {
    const logits = { rows: 1, columns: 2, data: Float64Array.of(Infinity, 1) };
    const message = "predictedClasses: the logit at row 0, column 0 is Infinity, expected a finite number";
    expect(() => predictedClasses(logits)).toThrow(new RangeError(message));
  });
});
