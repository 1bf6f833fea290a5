import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/data/dataset.js";
import type { Classifier } from "../../../src/sides/functional/classifier.js";
import { usableLabels } from "../../../src/sides/functional/usable-labels.js";

const net = (outputs: number | null, classNames: readonly string[] | null = null): Classifier => ({
  name: "net",
  outputs,
  classNames,
  reason: outputs === null ? "net has no logits" : null,
});

const dataset = (
  labels: number[] | null,
  classes: number | null,
  classNames: readonly string[] | null = null,
): Dataset => ({
  name: "data",
  n: 3,
  ids: ["0", "1", "2"],
  sampleHash: "",
  labels: labels === null ? null : Int32Array.from(labels),
  classNames,
  classes,
  images: { kind: "uint8", height: 1, width: 1, channels: 1 },
  read: async () => new Uint8Array(0),
  close: async () => undefined,
});

const REMEDY = "a label offset or map says which class is which, a probe reads its last layer instead";

describe("usableLabels", () => {
  test("takes equal numbers of classes for the same classes, and says so", () => {
    const usable = usableLabels(dataset([0, 1, 9], 10), net(10));
    expect([...(usable.labels ?? [])]).toEqual([0, 1, 9]);
    expect(usable.assumption).toBe(
      "net names no classes: its 10 outputs are taken to be the classes of data, in order",
    );
  });

  test("takes words and WordNet's numbers for the same classes in the same order, and says so", () => {
    const usable = usableLabels(dataset([0, 1, 1], 2, ["n01440764", "n01443537"]), net(2, ["tench", "goldfish"]));
    expect([...(usable.labels ?? [])]).toEqual([0, 1, 1]);
    expect(usable.assumption).toBe(
      "one of data and net names its classes by WordNet's numbers, the other by words: net's 2 outputs are taken to be the classes of data, in order",
    );
    const synonyms = usableLabels(
      dataset([0, 1, 1], 2, ["tench, Tinca tinca", "goldfish"]),
      net(2, ["tench", "goldfish"]),
    );
    expect(synonyms).toMatchObject({ reason: null, assumption: null });
  });

  test("does not score a model of other classes", () => {
    expect(usableLabels(dataset([0, 1, 9], 10), net(1000))).toEqual({
      labels: null,
      reason: "data has 10 classes and net has 1000 outputs",
      misfit: `net has no accuracy: data has 10 classes and net has 1000 outputs; ${REMEDY}`,
      assumption: null,
      classNames: null,
    });
  });

  test("lets names decide where both name their classes, and takes nothing for granted", () => {
    const named = dataset([0, 1, 1], 2, ["cat", "dog"]);
    expect(usableLabels(named, net(2, ["Cat", "dog "]))).toEqual({
      labels: named.labels,
      reason: null,
      assumption: null,
      classNames: ["Cat", "dog "],
    });
    expect(usableLabels(named, net(2, ["cat", "frog"]))).toEqual({
      labels: null,
      reason: 'class 1 is "dog" in data and "frog" in net: its classes are others',
      misfit: `net has no accuracy: class 1 is "dog" in data and "frog" in net: its classes are others; ${REMEDY}`,
      assumption: null,
      classNames: ["cat", "frog"],
    });
  });

  test("a model that names none has from then on the classes that it was taken to have", () => {
    const named = dataset([0, 1, 1], 2, ["cat", "dog"]);
    expect(usableLabels(named, net(2)).classNames).toEqual(["cat", "dog"]);
    expect(usableLabels(dataset(null, null), net(2)).classNames).toBeNull();
  });

  test("says that it is the data that name no classes", () => {
    expect(usableLabels(dataset([0, 1, 1], 2), net(2, ["cat", "dog"])).assumption).toBe(
      "data names no classes: net's 2 outputs are taken to be the classes of data, in order",
    );
  });

  test("has none without labels or without logits", () => {
    expect(usableLabels(dataset(null, null), net(10)).reason).toBe("data has no labels");
    expect(usableLabels(dataset([0, 1, 2], 3), net(null)).reason).toBe("net has no logits");
  });

  test("has none of data with a label beyond the outputs, and names the example", () => {
    const why = "example 1 of data has label 12 and net has 10 outputs";
    const beyond = usableLabels(dataset([0, 12, 1], null), net(10));
    expect(beyond).toMatchObject({ labels: null, reason: why, misfit: `net has no accuracy: ${why}; ${REMEDY}` });
  });
});
