import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/data/dataset.js";
import { type LabelRule, ruledLabels } from "../../../src/sides/functional/label-rule.js";

function data(labels: number[], classes: number | null, classNames: readonly string[] | null = null): Dataset {
  return {
    ...{ name: "data", n: labels.length, ids: labels.map(String), sampleHash: "" },
    ...{ labels: Int32Array.from(labels), classNames, classes },
    images: { kind: "uint8", height: 1, width: 1, channels: 1 },
    read: async () => new Uint8Array(0),
    close: async () => undefined,
  };
}

const map = (entries: Record<string, string | number>): LabelRule => ({
  kind: "map",
  file: "map.json",
  entries: new Map(Object.entries(entries)),
});
const offset = (by: number): LabelRule => ({ kind: "offset", offset: by });
const net = (classNames: readonly string[] | null = null) => ({ name: "net", outputs: null, classNames, reason: null });
const labelsOf = (...args: Parameters<typeof ruledLabels>) => [...ruledLabels(...args).labels];

describe("a label offset", () => {
  test("moves every label, over a background class or below one", () => {
    expect(labelsOf(data([0, 2, 1], 3), offset(1), net(), 4)).toEqual([1, 3, 2]);
    expect(labelsOf(data([1, 2], null), offset(-1), net(), 2)).toEqual([0, 1]);
    expect(labelsOf(data([0, 2], 3), offset(0), net(), 1000)).toEqual([0, 2]);
  });

  test("is refused where a class of the data would fall beyond the outputs, whether it has an example or not", () => {
    const reason = "with label offset 1 class 2 of data would be class 3 of net, which has classes 0…2";
    expect(() => labelsOf(data([0], 3), offset(1), net(), 3)).toThrow(reason);
    expect(() => labelsOf(data([0, 1], null), offset(-1), net(), 3)).toThrow(
      "class 0 of data would be class -1 of net",
    );
  });

  test("goes before the names, and says what contradicts it", () => {
    const named = data([0, 1], 2, ["cat", "dog"]);
    expect(ruledLabels(named, offset(1), net(["background", "Cat", "dog"]), 3).assumption).toBeNull();
    expect(ruledLabels(named, offset(1), net(["cat", "dog", "frog"]), 3)).toEqual({
      labels: Int32Array.of(1, 2),
      assumption: 'label offset 1 is taken as asked although class 0 is "cat" in data and class 1 "dog" in net',
    });
  });
});

describe("a label map", () => {
  const named = data([0, 1, 2, 1], 3, ["cat", "dog", "lynx"]);

  test("takes names and numbers on both sides, and two classes to one", () => {
    const animals = net(["dog", "feline", "frog"]);
    expect(labelsOf(named, map({ Cat: "feline", "1": "dog", lynx: 1 }), animals, 3)).toEqual([1, 0, 1, 0]);
    expect(labelsOf(data([5, 0], null), map({ "0": 7, "5": "2", "9": 1 }), net(), 10)).toEqual([2, 7]);
  });

  test("takes a name before a number", () => {
    expect(labelsOf(data([0, 1], 2, ["1", "0"]), map({ "1": "0", "0": "1" }), net(["0", "1"]), 2)).toEqual([0, 1]);
  });

  test("names the classes that are left out", () => {
    expect(() => labelsOf(named, map({ dog: 0 }), net(), 3)).toThrow(
      'map.json leaves out classes of data: 0 "cat", 2 "lynx"',
    );
    expect(() => labelsOf(data([0], 10), map({ "3": 0 }), net(), 3)).toThrow(
      "map.json leaves out classes of data: 0, 1, 2, 4, 5 and 4 more",
    );
  });

  const all = { cat: 0, dog: 1, lynx: 2 };
  test.each([
    [{ ...all, wolf: 1 }, null, 'map.json: "wolf": data has no class of that name'],
    [{ ...all, "3": 1 }, null, "map.json: data has no class 3, its classes are 0…2"],
    [{ ...all, "0": 1 }, null, "map.json: class 0 of data is mapped twice"],
    [{ ...all, dog: 3 }, null, "map.json: net has no class 3, its classes are 0…2"],
    [{ ...all, dog: -1 }, null, "map.json: net has no class -1, its classes are 0…2"],
    [{ ...all, dog: "hound" }, null, 'map.json: "hound": net names no classes; give the number'],
    [{ ...all, dog: "hound" }, ["a", "b", "c"], 'map.json: "hound": net has no class of that name'],
    [{ ...all, dog: "crane" }, ["crane", "b", "Crane"], 'net has classes 0 and 2 named "crane"; give the number'],
  ])("refuses %j", (entries, classNames, reason) => {
    expect(() => labelsOf(named, map(entries), net(classNames), 3)).toThrow(reason);
  });
});
