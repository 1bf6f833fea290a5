import { expect, test } from "vitest";
import { fingerprint } from "../../src/study/fingerprint.js";

test("is equal for equal values, and another for each change", () => {
  const value = (x: number, name = "a") => [{ name, data: Float32Array.of(1, x) }, null, true];
  expect(fingerprint(value(2))).toBe(fingerprint(value(2)));
  const others = [
    value(3),
    value(2, "b"),
    [value(2)],
    [...value(2), null],
    [{ name: "a", data: Float64Array.of(1, 2) }, null, true],
  ];
  expect(new Set([value(2), ...others].map(fingerprint)).size).toBe(1 + others.length);
});

test("tells parts that run into the same bytes", () => {
  expect(fingerprint([Int32Array.of(1), Int32Array.of(2)])).not.toBe(
    fingerprint([Int32Array.of(1, 2), new Int32Array(0)]),
  );
  expect(fingerprint(["ab", "c"])).not.toBe(fingerprint(["a", "bc"]));
});

test("reads the part of a memory that a matrix has", () => {
  expect(fingerprint(new Float64Array([9, 1, 9]).subarray(1, 2))).toBe(fingerprint(Float64Array.of(1)));
});
