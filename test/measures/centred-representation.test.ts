import { describe, expect, test } from "vitest";
import { centredRepresentation } from "../../src/measures/centred-representation.js";
import { build, gaussian } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";
import { naiveCentred } from "./ucentred/brute-force.js";

describe("the centred representation", () => {
  test("is Xc times a power of two", () => {
    const x = gaussian(5, 3, 1);
    const result = centredRepresentation(x);
    const factor = (result?.data[0] ?? 0) / (naiveCentred(x).data[0] ?? 1);
    closeAll(
      result?.data ?? [],
      naiveCentred(x).data.map((value) => value * 2 ** Math.round(Math.log2(factor))),
      1e-14,
    );
  });

  test("has no number beyond 4, whatever the size of the values", () => {
    for (const size of [1e-310, 1, 1.7e308]) {
      const result = centredRepresentation(build(4, 1, (i) => (i % 2 === 0 ? size : -size)));
      for (const value of result?.data ?? [0]) {
        expect(Math.abs(value)).toBeGreaterThan(0);
        expect(Math.abs(value)).toBeLessThan(4);
      }
    }
  });

  test.each([
    ["all zero", () => 0],
    ["equal rows", () => 0.1],
    ["rows equal to 1e-12 of the largest value", (i: number) => 1 + 5e-13 * (i % 2)],
  ])("is null for %s", (_, value) => {
    expect(centredRepresentation(build(6, 2, (i) => value(i)))).toBeNull();
  });

  test("is not null for rows that differ by 1e-11 of the largest value", () => {
    expect(centredRepresentation(build(6, 2, (i) => 1 + 1e-11 * (i % 2)))).not.toBeNull();
  });
});
