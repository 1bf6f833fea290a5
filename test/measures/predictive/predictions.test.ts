import { describe, expect, test } from "vitest";
import { predictedClasses } from "../../../src/measures/predictive/predicted-classes.js";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { softmax } from "../../../src/measures/predictive/softmax.js";

describe("predictions", () => {
  test("holds the logits, their softmax and their classes", () => {
    const logits = { rows: 2, columns: 2, data: Float32Array.of(1, 0, 0.5, 3) };
    const expected = { logits, probabilities: softmax(logits), classes: predictedClasses(logits) };
    expect(predictions(logits)).toEqual(expected);
  });
});
