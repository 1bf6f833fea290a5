import fc from "fast-check";
import { expect, test } from "vitest";
import { roundHalfEven } from "../../src/data/round-half-even.js";

test("halves become even", () => {
  expect([-1.5, -0.5, 0.5, 1.5, 2.5, 3.5].map(roundHalfEven)).toEqual([-2, 0, 0, 2, 2, 4]);
});

test("all else becomes what is nearest", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => Math.abs(x % 1) !== 0.5);
  fc.assert(fc.property(value, (x) => Math.abs(roundHalfEven(x) - x) < 0.5));
});
