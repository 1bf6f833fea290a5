import { describe, expect, test } from "vitest";
import { centred } from "../../src/kernels/centred.js";
import { build, gaussian } from "./matrices.js";

describe("centred", () => {
  test("takes each column's mean off", () => {
    const x = { rows: 3, columns: 2, data: Float64Array.of(1, 10, 2, 20, 6, 60) };
    expect(centred(x)).toEqual({ rows: 3, columns: 2, data: Float64Array.of(-2, -20, -1, -10, 3, 30) });
  });

  test("leaves its argument as it was", () => {
    const x = gaussian(4, 2, 1);
    const before = x.data.slice();
    centred(x);
    expect(x.data).toEqual(before);
  });

  test("centres float32 numbers in float64", () => {
    const x = { rows: 3, columns: 1, data: Float32Array.of(30.1, 30.2, 30.4) };
    const mean = (Math.fround(30.1) + Math.fround(30.2) + Math.fround(30.4)) / 3;
    const result = centred(x).data;
    expect(Math.abs((result[0] ?? 0) - (Math.fround(30.1) - mean))).toBeLessThan(1e-14);
    expect(result).toBeInstanceOf(Float64Array);
  });

  test("loses nothing of small differences beside a large offset", () => {
    const x = build(1000, 1, (i) => 2 ** 40 + (i % 2 === 0 ? 1 : -1) * 2 ** -10);
    for (const value of centred(x).data) expect(Math.abs(value)).toBe(2 ** -10);
  });

  test("leaves no mean behind where the mean itself is rounded", () => {
    const x = build(1001, 1, (i) => 1e12 + (i * i) / 1024);
    const result = centred(x).data;
    expect(Math.abs(result.reduce((total, value) => total + value, 0) / 1001)).toBeLessThan(1e-12);
  });

  test("scales before it sums, so that nothing overflows", () => {
    const x = build(4, 1, (i) => (i < 2 ? 1e308 : 1.5e308));
    const result = centred(x, 2 ** -1000).data;
    expect(result[0]).toBeLessThan(0);
    expect(result[3]).toBe(-(result[0] ?? 0));
  });
});
