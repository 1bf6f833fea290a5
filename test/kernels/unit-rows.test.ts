import { expect, test } from "vitest";
import { unitRows } from "../../src/kernels/unit-rows.js";
import { closeAll } from "../support/close.js";
import { at, gaussian } from "./matrices.js";

test("every row has length 1 and the direction it had", () => {
  const x = gaussian(7, 5, 1);
  const unit = unitRows(x);
  expect(unit).toMatchObject({ rows: 7, columns: 5 });
  for (let i = 0; i < 7; i++) {
    const row = [...unit.data.subarray(5 * i, 5 * i + 5)];
    expect(Math.hypot(...row)).toBeCloseTo(1, 14);
    const length = Math.hypot(...x.data.subarray(5 * i, 5 * i + 5));
    closeAll(
      row.map((value) => value * length),
      x.data.subarray(5 * i, 5 * i + 5),
      1e-14,
    );
  }
});

test("a row of zeros stays one, and leaves those around it alone", () => {
  const x = { rows: 3, columns: 2, data: Float64Array.of(3, 4, 0, 0, -5, 12) };
  const unit = unitRows(x).data;
  closeAll(unit, [0.6, 0.8, 0, 0, -5 / 13, 12 / 13], 1e-15);
  expect(unit.subarray(2, 4)).toEqual(Float64Array.of(0, 0));
});

test("float32 gives float64, and what was given stays as it was", () => {
  const data = Float32Array.of(1, 1, 1);
  const unit = unitRows({ rows: 1, columns: 3, data });
  expect(unit.data).toBeInstanceOf(Float64Array);
  expect(at(unit, 0, 0)).toBeCloseTo(1 / Math.sqrt(3), 15);
  expect(data).toEqual(Float32Array.of(1, 1, 1));
});

test("no row is too long or too short, though its squares are", () => {
  const x = { rows: 3, columns: 2, data: Float64Array.of(3e-200, 4e-200, 3e200, 4e200, 3e-320, 4e-320) };
  const unit = unitRows(x).data;
  closeAll(unit.subarray(0, 4), [0.6, 0.8, 0.6, 0.8], 1e-15);
  // Of numbers below 1e-308 few digits are left.
  closeAll(unit.subarray(4), [0.6, 0.8], 1e-3);
});
