import { expect, test } from "vitest";
import { zeroRow } from "../../src/kernels/zero-row.js";

test("zeroRow is the first row of zeros, or none", () => {
  expect(zeroRow({ rows: 3, columns: 2, data: Float32Array.of(0, 1, -0, 0, 0, 0) })).toBe(1);
  expect(zeroRow({ rows: 2, columns: 2, data: Float64Array.of(0, 1, 1e-300, 0) })).toBe(-1);
});
