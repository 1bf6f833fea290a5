import { expect, test } from "vitest";
import type { Done } from "../../../src/study/tasks/study-outcome.js";
import { studyWarnings } from "../../../src/study/tasks/study-warnings.js";

const classifier = { name: "tower", outputs: 2, classNames: null, reason: null };
const dataset = {
  ...{ name: "x", n: 8, labels: null, classNames: null, classes: 2 },
  images: { kind: "uint8" },
};

/** A study of one model that is known and one that failed. */
function done(batch: number | null, calibration: string | undefined, hashes = ["0"]): Done {
  const values = {
    dense: async () => ({ classifier, notes: ["tower: 2 captions were cut"] }),
    pruned: async () => [{ notes: ["tower: a layer stays dense"] }],
    penultimates: async () => [{ plan: { batch, why: "too much" } }],
    layers: async () => ({ plan: { batch: null, why: "" } }),
  };
  const context = {
    models: [{ name: "tower", rule: null }, { name: "other" }],
    datasets: hashes.map((_, d) => (d === 0 ? dataset : { ...dataset, name: `x${d}` })),
    calibration: null,
    settings: { connect: "naive", prune: "global" },
  };
  return {
    file: { models: [{}, {}], calibration },
    prepared: {
      context,
      hashes,
      facts: [{ place: 0, sha256: "a", warning: "tower: 1/255" }, { failure: "is no file" }],
      plan: { tasks: [] },
      store: { damaged: ["s/1.entry"] },
    },
    values: { ofStore: () => values },
  } as unknown as Done;
}

test("says what was done to texts and weights, what is estimated, what is not read, what was damaged", async () => {
  const { models, common } = await studyWarnings(done(16, "zoo:digits"), [null, "is no file"]);
  expect(models).toEqual([
    ["tower: 1/255", "tower: 2 captions were cut", "tower: a layer stays dense"],
    ["other is left out: is no file"],
  ]);
  expect(common).toEqual([
    "zoo:digits is not read: no units are matched by activations and nothing is repaired",
    "x: CKA of the penultimate layers is estimated from minibatches of 16: too much",
    "s/1.entry was damaged: what it held was computed again",
  ]);
});

test("says nothing of what is exact and read", async () => {
  expect((await studyWarnings(done(null, undefined), [null, "is no file"])).common).toEqual([
    "s/1.entry was damaged: what it held was computed again",
  ]);
});

test("says which data sets are the same under two names", async () => {
  const { common } = await studyWarnings(done(null, undefined, ["0", "1", "0"]), [null, "is no file"]);
  expect(common.filter((warning) => warning.includes("same examples"))).toEqual([
    "x and x2 hold the same examples, to the byte: what is found on one is found on both",
  ]);
});
