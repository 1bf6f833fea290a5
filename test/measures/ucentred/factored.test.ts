import { describe, expect, test } from "vitest";
import { centred } from "../../../src/kernels/centred.js";
import { signedRows } from "../../../src/kernels/row-alignments.js";
import { factored } from "../../../src/measures/ucentred/factored.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { naiveGram, naiveUCentred } from "./brute-force.js";

describe.each([
  [5, 2],
  [30, 4],
  [12, 30],
])("factored, n = %d, p = %d", (n, p) => {
  const xc = centred(gaussian(n, p, n + p));
  const { factor, diagonal, gramExcess } = factored(xc, "float64");
  const made = naiveProduct(signedRows(factor, 0, n), naiveTransposed(factor));
  const squares = xc.data.reduce((sum, value) => sum + value * value, 0);
  const unit = build(n, p, (i, j) => at(xc, i, j) / Math.sqrt(squares / n));
  const expected = naiveUCentred(naiveGram(unit));

  test("gives A off the diagonal, and says what stands on it", () => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        if (i === j) close(diagonal[i] ?? Number.NaN, at(made, i, i), 1e-12);
        else expect(Math.abs(at(made, i, j) - at(expected, i, j))).toBeLessThan(1e-12 * n);
      }
  });

  test("knows what ‖K‖² has beyond ⟨A,A⟩", () => {
    const gram = naiveProduct(unit, naiveTransposed(unit));
    const norm = gram.data.reduce((sum, value) => sum + value * value, 0);
    const self = expected.data.reduce((sum, value) => sum + value * value, 0);
    close(gramExcess, norm - self, 1e-11);
  });

  test("has examples of length 1 on average", () => {
    const squared = build(n, p, (i, j) => at(factor, i, j) ** 2).data.reduce((sum, value) => sum + value, 0);
    close(squared / n, 1, 1e-12);
  });

  test("in float32 is the same to its rounding", () => {
    const narrow = factored(xc, "float32").factor.data;
    expect(narrow).toBeInstanceOf(Float32Array);
    for (const [i, value] of factor.data.entries())
      expect(Math.abs((narrow[i] ?? Number.NaN) - value)).toBeLessThan(1e-6);
  });
});
