import { describe, expect, test } from "vitest";
import { accuracy } from "../../../src/measures/predictive/accuracy.js";

describe("accuracy", () => {
  test("is the share of predictions that are right", () => {
    expect(accuracy(Int32Array.of(3, 1, 2, 0), Int32Array.of(3, 1, 0, 2))).toBe(0.5);
    expect(accuracy(Int32Array.of(0), Int32Array.of(0))).toBe(1);
    expect(accuracy(Int32Array.of(0), Int32Array.of(1))).toBe(0);
  });

  test("refuses different lengths and no predictions", () => {
    expect(() => accuracy(Int32Array.of(1, 2), Int32Array.of(1))).toThrow(
      new RangeError("accuracy: there are 2 predictions and 1 labels"),
    );
    const none = new Int32Array(0);
    expect(() => accuracy(none, none)).toThrow("accuracy: there are 0 predictions, expected at least 1");
  });
});
