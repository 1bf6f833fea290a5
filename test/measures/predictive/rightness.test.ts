import { expect, test } from "vitest";
import { rightness } from "../../../src/measures/predictive/rightness.js";

test("1 where the prediction is the label, else 0", () => {
  expect([...rightness(Int32Array.of(3, 1, 2, 0), Int32Array.of(3, 1, 0, 2))]).toEqual([1, 1, 0, 0]);
});
