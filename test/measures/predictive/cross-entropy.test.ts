import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossEntropy } from "../../../src/measures/predictive/cross-entropy.js";
import { softmax } from "../../../src/measures/predictive/softmax.js";
import { close } from "../../support/close.js";

const matrix = (rows: readonly (readonly number[])[]) => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  data: Float64Array.from(rows.flat()),
});

describe("crossEntropy", () => {
  test("is the mean of −log p of the labels", () => {
    const logits = matrix([
      [Math.log(1), Math.log(3)],
      [Math.log(4), Math.log(4)],
    ]);
    close(crossEntropy(logits, Int32Array.of(0, 1)), (Math.log(4) + Math.log(2)) / 2, 1e-15);
  });

  test("is what the softmax says, where that does not underflow", () => {
    const row = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(row, row, fc.constantFrom(0, 1, 2), (x, y, label) => {
        const logits = matrix([x, y]);
        const p = softmax(logits).data;
        const expected = -(Math.log(p[label] ?? 0) + Math.log(p[3 + label] ?? 0)) / 2;
        expect(Math.abs(crossEntropy(logits, Int32Array.of(label, label)) - expected)).toBeLessThan(1e-12);
      }),
    );
  });

  test("stays finite where a probability underflows, and is 0 where the label has it all", () => {
    expect(crossEntropy(matrix([[5000, 0]]), Int32Array.of(1))).toBe(5000);
    expect(crossEntropy(matrix([[5000, 0]]), Int32Array.of(0))).toBe(0);
  });

  test("refuses no examples, other numbers of labels and labels that are no class", () => {
    expect(() => crossEntropy({ rows: 0, columns: 2, data: new Float64Array() }, new Int32Array())).toThrow(
      "crossEntropy: there are 0 examples, expected at least 1",
    );
    expect(() => crossEntropy(matrix([[1, 2]]), Int32Array.of(0, 1))).toThrow("there are 2 labels for 1 rows");
    for (const label of [2, -1])
      expect(() => crossEntropy(matrix([[1, 2]]), Int32Array.of(label))).toThrow(
        `crossEntropy: the label of example 0 is ${label}, expected a class in 0…1`,
      );
    expect(() => crossEntropy(matrix([[1, Number.NaN]]), Int32Array.of(0))).toThrow("expected a finite number");
  });
});
