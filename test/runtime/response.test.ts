import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { zeroShotLogits } from "../../src/measures/predictive/zero-shot.js";
import { matrixOf, responseOf } from "../../src/runtime/response.js";
import type { TappedModel } from "../../src/runtime/tapped-model.js";
import { gaussian } from "../kernels/matrices.js";

const [last, logits, classes] = [gaussian(4, 3, 1), gaussian(4, 2, 2), gaussian(5, 3, 3)];
const outputs = new Map<string, Matrix>([
  ["last", last],
  ["logits", logits],
]);
const head = { classes, scale: 30 };

/** Only what a response is made of. */
function tapped(given: { logits: string | null; head: typeof head | null }): TappedModel {
  return { model: { name: "net" }, penultimate: "last", ...given } as unknown as TappedModel;
}

describe("responseOf", () => {
  test("is the penultimate layer and the logits of a classifier", () => {
    const response = responseOf(tapped({ logits: "logits", head: null }), outputs);
    expect(response.penultimate).toBe(last);
    expect(response.logits).toBe(logits);
  });

  test("has the zero-shot logits of an image tower with texts", () => {
    const response = responseOf(tapped({ logits: null, head }), outputs);
    expect(response.penultimate).toBe(last);
    expect(response.logits).toEqual(zeroShotLogits(last, classes, 30));
  });

  test("refuses texts of another number of features", () => {
    const other = { ...head, classes: gaussian(5, 2, 3) };
    expect(() => responseOf(tapped({ logits: null, head: other }), outputs)).toThrow(
      "net: its images have 3 features and the texts 2; are both towers of one model?",
    );
  });

  test("has no logits for an image tower without texts", () => {
    expect(responseOf(tapped({ logits: null, head: null }), outputs)).toEqual({ penultimate: last, logits: null });
  });
});

test("matrixOf refuses a tensor that was not evaluated", () => {
  expect(matrixOf(outputs, "last")).toBe(last);
  expect(() => matrixOf(outputs, "conv")).toThrow(new RangeError("tensor conv was not evaluated"));
});
