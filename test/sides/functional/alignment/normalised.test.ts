import { expect, test } from "vitest";
import { normalised } from "../../../../src/sides/functional/alignment/normalised.js";
import { closeAll } from "../../../support/close.js";

test("matrices by their root mean square, vectors by their spread about the mean", () => {
  closeAll(normalised("w", Float32Array.of(3, 4, 0, 0), 2), [1.2, 1.6, 0, 0], 1e-6);
  closeAll(normalised("w", Float32Array.of(11, 9, 11, 9), 1), [1, -1, 1, -1], 1e-6);
});

test("what has no spread is zero, whatever rounding makes of its mean", () => {
  expect([...normalised("w", new Float32Array(1000).fill(0.1), 1)]).toEqual(Array(1000).fill(0));
  expect([...normalised("w", new Float32Array(4), 2)]).toEqual([0, 0, 0, 0]);
  expect([...normalised("w", Float32Array.of(7), 0)]).toEqual([0]);
  expect([...normalised("w", new Float32Array(), 2)]).toEqual([]);
});

test("the largest and smallest numbers of float32 keep their digits", () => {
  closeAll(normalised("w", Float32Array.of(3e38, -3e38), 2), [1, -1], 1e-6);
  closeAll(normalised("w", Float32Array.of(1e-44, 0), 2), [Math.SQRT2, 0], 1e-6);
});

test("takes the place of the values where their memory is given", () => {
  for (const values of [Float32Array.of(11, 9, 11, 9), Float32Array.of(7, 7)]) {
    const expected = normalised("w", values, 1);
    expect(normalised("w", values, 1, values)).toBe(values);
    expect(values).toEqual(expected);
  }
});

test("refuses what is no number", () => {
  expect(() => normalised("w of B", Float32Array.of(1, -Infinity), 2)).toThrow(
    new RangeError("w of B: element 1 is -Infinity, expected a finite number"),
  );
});
