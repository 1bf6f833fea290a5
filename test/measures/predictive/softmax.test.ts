import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { softmax } from "../../../src/measures/predictive/softmax.js";

describe("softmax", () => {
  test("gives each row exp over the sum of exp, in float64", () => {
    const logits = { rows: 2, columns: 3, data: Float32Array.of(0, 0, 0, Math.log(1), Math.log(2), Math.log(5)) };
    const { rows, columns, data } = softmax(logits);
    expect([rows, columns]).toEqual([2, 3]);
    expect(data).toBeInstanceOf(Float64Array);
    [1 / 3, 1 / 3, 1 / 3, 1 / 8, 2 / 8, 5 / 8].forEach((p, k) => {
      expect(data[k]).toBeCloseTo(p, 7);
    });
  });

  test("does not overflow and does not change when a row is shifted", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -800, max: 800 }), { minLength: 1, maxLength: 6 }), (row) => {
        const of = (shift: number) =>
          softmax({ rows: 1, columns: row.length, data: Float64Array.from(row, (logit) => logit + shift) }).data;
        expect(of(1e5)).toEqual(of(0));
        expect([...of(0)].reduce((a, b) => a + b)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("leaves the logits as they are", () => {
    const data = Float64Array.of(1, 2);
    softmax({ rows: 1, columns: 2, data });
    expect([...data]).toEqual([1, 2]);
  });

  test("names the row and column of a logit that is not finite", () => {
    const logits = { rows: 2, columns: 2, data: Float64Array.of(0, 1, 2, NaN) };
    const message = "softmax: the logit at row 1, column 1 is NaN, expected a finite number";
    expect(() => softmax(logits)).toThrow(new RangeError(message));
    expect(() => softmax({ ...logits, data: Float64Array.of(0, -Infinity, 0, 0) })).toThrow(
      "softmax: the logit at row 0, column 1 is -Infinity, expected a finite number",
    );
  });

  test("refuses a matrix that is not what it says", () => {
    expect(() => softmax({ rows: 2, columns: 2, data: new Float64Array(3) })).toThrow(
      "softmax: the logits are 2 × 2 and have 3 numbers",
    );
    expect(() => softmax({ rows: 2, columns: 0, data: new Float64Array(0) })).toThrow(
      "softmax: the logits have 0 columns, expected one a class",
    );
  });
});
