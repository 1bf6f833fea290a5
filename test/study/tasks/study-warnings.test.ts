import { describe, expect, test } from "vitest";
import type { StudyPair } from "../../../src/study/results/study.js";
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
  const warnings = await studyWarnings(done("is an estimate", "zoo:digits"), [null, "is no file"], []);
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

describe("bytes to calibrate with, beside data that are fed as they are", () => {
  const floats = { ...dataset, images: { kind: "float32" } };
  const bytes = { ...dataset, name: "digits", read: async () => new Uint8Array(8) };
  const of = (prune: string, nCalibration: number) => {
    const one = done(null, "zoo:digits");
    const { context, facts, plan } = one.prepared;
    const settings = { ...context.settings, connect: "repaired", prune };
    const prepared = {
      ...one.prepared,
      context: { ...context, datasets: [floats], calibration: bytes, settings },
      facts: facts.map((of) => ({ ...of, unpruned: null })),
      plan,
    };
    const pairs = [
      {
        a: "tower",
        b: "second",
        failure: null,
        data: [{ reasons: {}, functional: { connectivity: { nCalibration } } }],
      },
    ];
    return studyWarnings(
      { ...one, prepared } as unknown as Done,
      [null, "is no file"],
      pairs as unknown as StudyPair[],
    );
  };
  const unread = "zoo:digits is not read: no units are matched by activations and nothing is repaired";

  test.each([
    ["paths are repaired", "global", 8],
    ["networks are pruned", "wanda", 0],
  ])("are said to be fed by a guess where %s with them", async (_, prune, nCalibration) => {
    const { models, common } = await of(prune, nCalibration);
    expect(models[0]).toContain("tower: 1/255");
    expect(common).not.toContain(unread);
  });

  test("are not read where no two networks have a path", async () => {
    const { models, common } = await of("global", 0);
    expect(models[0]).not.toContain("tower: 1/255");
    expect(common).toContain(unread);
  });
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
  expect((await studyWarnings(done(null, undefined), [null, "is no file"], [])).common).toEqual([]);
});

test("says which data sets are the same under two names", async () => {
  const { common } = await studyWarnings(done(null, undefined, ["0", "1", "0"]), [null, "is no file"], []);
  expect(common.filter((warning) => warning.includes("same examples"))).toEqual([
    "x and x2 hold the same examples, to the byte: what is found on one is found on both",
  ]);
});

test("says which two models are not compared though both run, and whose path was left out", async () => {
  const one = done(null, undefined);
  const facts = [0, 1].map((place) => ({ place, sha256: String(place), warning: null }));
  const both = { ...one, prepared: { ...one.prepared, facts } } as unknown as Done;
  const reasons = { "functional.connectivity.lmcCurve": "the repaired path is left out" };
  const data = [{ name: "x", functional: { connectivity: null }, reasons }];
  const pairs = [
    { a: "tower", b: "other", data: [], failure: "it broke" },
    { a: "tower", b: "other", data, failure: null },
  ] as unknown as StudyPair[];
  const { some } = await studyWarnings(both, [null, null], pairs);
  expect(some.slice(0, 2)).toEqual([
    { models: [0, 1], warning: "tower and other are not compared: it broke" },
    { models: [0, 1], warning: "tower and other on x: the repaired path is left out" },
  ]);
  // Of a model that is left out itself the pairs need no word.
  expect((await studyWarnings(one, [null, "is no file"], pairs.slice(0, 1))).some[0]?.warning).not.toMatch(/compared/);
});

test("says of which models no temperatures are calibrated, each of its own pairs alone", async () => {
  const why = "every label has the largest logit";
  const data = [{ name: "x", functional: { connectivity: null }, reasons: { "functional.temperature.a": why } }];
  const pairs = [{ a: "tower", b: "other", data, failure: null }] as unknown as StudyPair[];
  const { some } = await studyWarnings(done(null, undefined, ["0"], true), [null, "is no file"], pairs);
  expect(some[0]).toEqual({
    models: [0, 1],
    warning: `no temperature of tower is calibrated on x, and JSD is of probabilities as they are: ${why}`,
  });
});
