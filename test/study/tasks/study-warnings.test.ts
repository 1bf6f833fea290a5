import { expect, test } from "vitest";
import type { Done } from "../../../src/study/tasks/done.js";
import { allWarnings, pairWarnings, studyWarnings } from "../../../src/study/tasks/study-warnings.js";

const classifier = { name: "tower", outputs: 2, classNames: null, reason: null };
const dataset = {
  ...{ name: "x", n: 8, labels: null, classNames: null, classes: 2 },
  images: { kind: "uint8" },
};

/** A study of one model that is known and one that failed. */
function done(
  caveat: string | null,
  calibration: string | undefined,
  hashes = ["0"],
  calibrateTemperature = false,
): Done {
  const values = {
    dense: async () => ({ classifier, notes: ["tower: 2 captions were cut"] }),
    pruned: async () => [{ notes: ["tower: a layer stays dense"] }],
    penultimates: async () => [{ plan: { caveat } }],
    layers: async () => ({ plan: { caveat: null } }),
  };
  const context = {
    models: [{ name: "tower", rule: null }, { name: "other" }],
    datasets: hashes.map((_, d) => (d === 0 ? dataset : { ...dataset, name: `x${d}` })),
    calibration: null,
    settings: { connect: "naive", prune: "global", calibrateTemperature },
  };
  return {
    file: { models: [{}, {}], calibration },
    prepared: {
      context,
      hashes,
      facts: [{ place: 0, sha256: "a", warning: "tower: 1/255" }, { failure: "is no file" }],
      plan: { tasks: [{ kind: "dense", id: "1", model: 0, data: 0 }] },
      store: { damaged: ["s/1.entry", "s/2.entry"] },
    },
    values: { ofStore: () => values },
  } as unknown as Done;
}

test("says what was done to texts and weights, what is estimated, what is not read, what was damaged", async () => {
  const warnings = await studyWarnings(done("is an estimate", "zoo:digits"), [null, "is no file"]);
  const { models, common, some } = warnings;
  expect(models).toEqual([
    ["tower: 1/255", "tower: 2 captions were cut", "tower: a layer stays dense"],
    ["other is left out: is no file"],
  ]);
  expect(common).toEqual([
    "zoo:digits is not read: no units are matched by activations and nothing is repaired",
    "x: CKA of the penultimate layers is an estimate",
  ]);
  expect(some).toEqual([
    { models: [0], warning: "s/1.entry was damaged: what it held was computed again" },
    { models: [0, 1], warning: "s/2.entry was damaged: what it held was computed again" },
  ]);
  expect(allWarnings(warnings)).toHaveLength(8);
});

test("says in a comparison what concerns one of its models or both, and no others", () => {
  const warnings = {
    models: [["a"], ["b"], ["c"]],
    common: ["all"],
    some: [
      { models: [0], warning: "of a" },
      { models: [0, 1], warning: "of a and b" },
      { models: [0, 1, 2], warning: "of a, b and c" },
    ],
  };
  expect(pairWarnings(warnings, 0, 1)).toEqual(["a", "b", "all", "of a", "of a and b"]);
  expect(pairWarnings(warnings, 2, 0)).toEqual(["c", "a", "all", "of a"]);
  expect(pairWarnings(warnings, 1, 2)).toEqual(["b", "c", "all"]);
});

test("says nothing of what is exact and read", async () => {
  expect((await studyWarnings(done(null, undefined), [null, "is no file"])).common).toEqual([]);
});

test("says which data sets are the same under two names", async () => {
  const { common } = await studyWarnings(done(null, undefined, ["0", "1", "0"]), [null, "is no file"]);
  expect(common.filter((warning) => warning.includes("same examples"))).toEqual([
    "x and x2 hold the same examples, to the byte: what is found on one is found on both",
  ]);
});

test("says on which data no temperatures are calibrated", async () => {
  const { common } = await studyWarnings(done(null, undefined, ["0"], true), [null, "is no file"]);
  expect(common).toEqual(["no temperatures are calibrated on x: it has no labels"]);
});
