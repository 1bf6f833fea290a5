import { describe, expect, test } from "vitest";
import { fitProbe } from "../../src/measures/probe/fit-probe.js";
import { modelActing, ownReader, probeReader } from "../../src/study/model-acting.js";
import { gaussian } from "../kernels/matrices.js";

const N = 12;
const labels = Int32Array.from({ length: N }, (_, i) => i % 3);
/** Features that tell three classes apart, and logits of two classes. */
const response = {
  penultimate: {
    rows: N,
    columns: 3,
    data: Float64Array.from({ length: 3 * N }, (_, k) => Number(k % 3 === Math.floor(k / 3) % 3)),
  },
  logits: gaussian(N, 2, 5),
};
const classifier = { name: "net", outputs: 2, classNames: null, reason: null };
const usable = { labels: null, reason: "2 outputs, 3 classes", assumption: null, classNames: ["x", "y"] };
const split = {
  fitted: Uint32Array.of(0, 1, 2, 3, 4, 5),
  evaluated: Uint32Array.of(6, 7, 8, 9, 10, 11),
  ...{ labels, classes: [0, 1, 2], classNames: ["a", "b", "c"] },
};
const head = fitProbe(
  { ...response.penultimate, rows: 6, data: response.penultimate.data.subarray(0, 18) },
  labels.subarray(0, 6),
  3,
  0,
);

describe("modelActing", () => {
  test("is by the model's own classifier on all examples, with the classes that it is taken to have", () => {
    const { own, probe } = modelActing({ classifier, response, usable }, "not asked for");
    expect(own.predictions?.classes).toHaveLength(N);
    expect(own.classifier.classNames).toEqual(["x", "y"]);
    expect([own.usable, probe]).toEqual([usable, "not asked for"]);
  });

  test("is also by a probe, on the examples that it was not fitted on", () => {
    const { probe } = modelActing({ classifier, response, usable }, { head, split });
    if (typeof probe === "string") throw new Error(probe);
    const { predictions, classifier: of, usable: its } = probe.predictions;
    expect([...(predictions?.classes ?? [])]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([...(its.labels ?? [])]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(of).toEqual({ name: "net", outputs: 3, classNames: ["a", "b", "c"], reason: null });
  });

  test("has no predictions of a model without logits", () => {
    const silent = { ...response, logits: null };
    expect(modelActing({ classifier, response: silent, usable }, "").own.predictions).toBeNull();
  });
});

test("readers give own logits of all examples, or a probe's of those evaluated", () => {
  expect(ownReader(response)).toBe(response.logits);
  expect(probeReader(head, split.evaluated)(response)).toMatchObject({ rows: 6, columns: 3 });
});
