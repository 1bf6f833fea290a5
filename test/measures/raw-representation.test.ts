import { expect, test } from "vitest";
import { rawRepresentation } from "../../src/measures/raw-representation.js";

test("the raw representation is the same numbers times a power of two, in float64", () => {
  const x = { rows: 2, columns: 2, data: Float32Array.of(24, -3, 0, 6) };
  expect(rawRepresentation(x)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(1.5, -0.1875, 0, 0.375) });
  expect(x.data).toEqual(Float32Array.of(24, -3, 0, 6));
});
