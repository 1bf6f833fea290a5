import { describe, expect, test } from "vitest";
import { pathPoint } from "../../../src/sides/functional/path-point.js";

describe("pathPoint", () => {
  test("is the mean loss, and who is right", () => {
    const logits = { rows: 2, columns: 2, data: Float64Array.of(0, Math.log(3), 5, 5) };
    const { loss, right } = pathPoint(logits, Int32Array.of(1, 1));
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 14);
    expect([...right]).toEqual([1, 0]);
  });
});
