import { describe, expect, test } from "vitest";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { classTables } from "../../../src/sides/functional/class-tables.js";
import type { PredictivePair } from "../../../src/sides/functional/predictive-pair.js";
import { saying } from "../../measures/predictive/models.js";

function pair(change: Partial<PredictivePair> = {}): PredictivePair {
  const [a, b] = [saying([0, 1, 1, 2], 4), saying([0, 1, 2, 1], 4)];
  const labels = Int32Array.of(0, 1, 2, 2);
  return { a, b, labels, whyNoLabels: "no labels", classNames: ["w", "x", "y", "z"], examples: null, ...change };
}

describe("classTables", () => {
  test("goes by label and counts the classes without an example", () => {
    const { value, reasons } = classTables(pair());
    expect(value.classes).toMatchObject({ by: "label", absent: 1 });
    expect(value.classes?.of.map(({ class: c, n, agreement, accuracy }) => [c, n, agreement.score, accuracy])).toEqual([
      [0, 1, 1, { a: 1, b: 1 }],
      [1, 1, 1, { a: 1, b: 1 }],
      [2, 2, 0, { a: 0.5, b: 0.5 }],
    ]);
    expect(value.disputed?.map(({ index, label }) => [index, label])).toEqual([
      [2, 2],
      [3, 2],
    ]);
    expect(reasons).toEqual({});
  });

  test("goes by A's prediction without labels, and gives reasons", () => {
    const { value, reasons } = classTables(pair({ labels: null, classNames: null }));
    expect(value.classes).toMatchObject({ by: "prediction of A", absent: 1 });
    expect(value.classes?.of[1]).toMatchObject({ class: 1, n: 2, agreement: { score: 0.5 }, accuracy: { a: null } });
    expect(reasons).toEqual({
      classNames: "nothing names the classes",
      "classes.of": "no labels",
      "disputed.0.label": "no labels",
      "disputed.1.label": "no labels",
    });
  });

  test("names disputed examples by their place in the data set", () => {
    const { value } = classTables(pair({ examples: Uint32Array.of(10, 20, 30, 40) }));
    expect(value.disputed?.map(({ index }) => index)).toEqual([30, 40]);
  });

  test("does not list the cells of more than 100 classes", () => {
    const wide = saying([0, 100], 101);
    expect(classTables(pair({ a: wide, b: wide, labels: null })).value.confusion?.counts).toBeNull();
    expect(classTables(pair({ a: wide, b: wide, labels: null })).reasons["confusion.counts"]).toMatch(/^101 classes/);
    const narrow = saying([0, 99], 100);
    expect(classTables(pair({ a: narrow, b: narrow, labels: null })).value.confusion?.counts).toHaveLength(100);
  });

  test("is null with the reason of the pair", () => {
    const { value, reasons } = classTables("different classes");
    expect(value).toEqual({ classNames: null, classes: null, confusion: null, disputed: null });
    expect(new Set(Object.values(reasons))).toEqual(new Set(["different classes"]));
    expect(Object.keys(reasons)).toHaveLength(4);
  });

  test("takes ten of the disputed examples, the furthest apart first", () => {
    const logits = (sign: number) =>
      predictions({
        rows: 12,
        columns: 2,
        data: Float64Array.from({ length: 24 }, (_, k) => (k % 2) * sign * (k + 1)),
      });
    const { value } = classTables(pair({ a: logits(1), b: logits(-1), labels: null }));
    expect(value.disputed?.map(({ index }) => index)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });
});
