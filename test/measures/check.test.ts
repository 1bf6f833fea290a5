import { describe, expect, test } from "vitest";
import { checkPair, checkRepresentation, checkSameExamples } from "../../src/measures/check.js";
import { gaussian } from "../kernels/matrices.js";

const x = gaussian(3, 2, 1);

describe("the checks at the door", () => {
  test("let good representations pass", () => {
    expect(() => checkPair("cka", x, gaussian(3, 5, 2), 3)).not.toThrow();
  });

  test("name the measure and both numbers of examples", () => {
    expect(() => checkSameExamples("cka", 2, 1)).toThrow(new RangeError("cka: x has 2 examples and y has 1"));
    expect(() => checkSameExamples("cka", 1, 2)).toThrow(new RangeError("cka: x has 1 example and y has 2"));
  });

  test("name the least number of examples", () => {
    expect(() => checkRepresentation("cka", "x", x, 4)).toThrow(
      new RangeError("cka: x has 3 examples, expected at least 4"),
    );
  });

  test("name the place of the first value that is not finite", () => {
    const data = Float32Array.of(1, 2, 3, 4, Number.NaN, Infinity);
    expect(() => checkRepresentation("cka", "y", { rows: 3, columns: 2, data }, 3)).toThrow(
      new RangeError("cka: y is NaN at row 2, column 0 (both from 0), expected a finite number"),
    );
  });

  test("name a shape that its values do not fill, and one without features", () => {
    expect(() => checkRepresentation("cka", "x", { ...x, rows: 4 }, 3)).toThrow(
      new RangeError("cka: x is 4 × 2 but holds 6 values"),
    );
    const empty = { rows: 3, columns: 0, data: new Float64Array(0) };
    expect(() => checkRepresentation("cka", "x", empty, 3)).toThrow(
      new RangeError("cka: x has no features, expected at least one column"),
    );
  });

  test("compare the numbers of examples before anything else", () => {
    expect(() => checkPair("cka", x, gaussian(2, 2, 1), 4)).toThrow("cka: x has 3 examples and y has 2");
  });
});
