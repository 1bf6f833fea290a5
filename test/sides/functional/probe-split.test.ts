import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/data/dataset.js";
import { probeSplit } from "../../../src/sides/functional/probe-split.js";

function labelled(labels: readonly number[] | null, classNames: readonly string[] | null = null): Dataset {
  const n = labels?.length ?? 3;
  return {
    ...{ name: "photos", n, ids: Array.from({ length: n }, (_, i) => String(i)), sampleHash: "" },
    ...{ labels: labels && Int32Array.from(labels), classes: null, classNames },
    images: { kind: "float32", height: 1, width: 1, channels: 1 } as never,
    read: async () => new Float32Array(0),
    close: async () => undefined,
  };
}

describe("probeSplit", () => {
  test("halves every class, and knows only classes that have examples", () => {
    const split = probeSplit(labelled([7, 7, 3, 3, 3, 3, 7, 7], ["", "", "", "cat", "", "", "", "dog"]), 1);
    if (typeof split === "string") throw new Error(split);
    expect(split.classes).toEqual([3, 7]);
    expect(split.classNames).toEqual(["cat", "dog"]);
    expect([...split.labels]).toEqual([1, 1, 0, 0, 0, 0, 1, 1]);
    for (const half of [split.fitted, split.evaluated])
      expect([...half].map((i) => split.labels[i]).sort()).toEqual([0, 0, 1, 1]);
  });

  test("is the same for the same seed, and another for another", () => {
    const data = labelled(Array.from({ length: 40 }, (_, i) => i % 2));
    expect(probeSplit(data, 1)).toEqual(probeSplit(data, 1));
    expect(probeSplit(data, 1)).not.toEqual(probeSplit(data, 2));
  });

  test("says that there are no labels", () => {
    expect(probeSplit(labelled(null), 0)).toBe("photos has no labels");
  });

  test.each([
    ["one class", [4, 4, 4], "photos: all its images are of one class; "],
    ["a class with one image", [0, 0, 1], 'photos: of its 3 images one alone is of class 1 "b"; '],
    [
      "more classes than images on each side",
      [0, 1, 2],
      'photos: of its 3 images one alone is of class 0 "a" (and 2 more); ',
    ],
  ])("refuses %s, naming it and the remedy", (_, labels, message) => {
    expect(() => probeSplit(labelled(labels, ["a", "b", "c"]), 0)).toThrow(message);
    expect(() => probeSplit(labelled(labels), 0)).toThrow("give more, or leave --probe");
  });
});
