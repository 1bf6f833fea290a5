import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { knn } from "../../src/measures/knn.js";
import { ownReading, type Reading } from "../../src/study/acting.js";
import { ownReader } from "../../src/study/model-acting.js";
import { type ModelLevel, modelLevel } from "../../src/study/model-level.js";
import { pairLevel, prunedCross, soloLevel } from "../../src/study/pair-level.js";
import { type Workshop, workshop } from "../../src/study/tasks/workshop.js";
import { gaussian } from "../kernels/matrices.js";

const N = 14;
const SETTINGS = { sweepMeasures: ["cka", "knn"] as const, memory: 1e9, seed: 0 };

function dense(seed: number) {
  const matrix = gaussian(N, 4, seed);
  const layer = { layer: "l", matrix };
  return { layers: [layer], penultimate: matrix, logits: gaussian(N, 3, seed + 50) };
}

const labels = Int32Array.from({ length: N }, (_, i) => i % 3);
const reading: Reading = ownReading({
  predictions: null,
  classifier: { name: "net", outputs: 3, classNames: null, reason: null },
  usable: { labels, reason: null, assumption: null, classNames: null },
});

describe("levels of one model and of two", () => {
  let shop: Workshop;
  let a: ModelLevel;
  let b: ModelLevel;

  beforeAll(async () => {
    shop = workshop({});
    const level = (before: number, after: number) => {
      const real = { realSparsity: 0.5, realSparsityAll: 0.4 };
      return modelLevel(shop, real, dense(before), dense(after), { own: ownReader }, SETTINGS);
    };
    [a, b] = [await level(1, 2), await level(3, 4)];
  });
  afterAll(() => shop.close());

  test("a model's level is beside its dense self", () => {
    const [before, after] = [dense(1), dense(2)];
    const self = ckaLeaveOneOut(before.penultimate, after.penultimate);
    expect(a.self).toEqual(self);
    expect(a.layers.cka?.[0]?.score).toBeCloseTo(self.score ?? Number.NaN, 6);
    expect(a.layers.knn).toEqual([{ score: knn(before.penultimate, after.penultimate).score, reason: null }]);
    expect(a.predicted.own?.classes).toHaveLength(N);
  });

  test("two models' level has both, and the two beside each other", async () => {
    const cross = await prunedCross(shop, { a, b }, SETTINGS.sweepMeasures);
    expect(cross.cka).toEqual(ckaLeaveOneOut(a.penultimate, b.penultimate));
    expect(Object.keys(cross.scores)).toEqual(["knn"]);
    const level = pairLevel(0.5, { a, b }, { a: reading, b: reading }, cross);
    expect(level).toMatchObject({ level: 0.5, cross: cross.scores, pair: { cross: cross.cka } });
    expect(level.pair.self).toEqual({ a: a.self, b: b.self });
    const right = [...(a.predicted.own?.classes ?? [])].filter((c, i) => c === labels[i]).length;
    expect(level.a.accuracy).toBe(right / N);
    expect(level.b.layers).toBe(b.layers);
  });

  test("one model alone is as a pair with itself", () => {
    const { a: one, b: other, pair } = soloLevel(0.5, a, reading);
    expect(one).toEqual(other);
    expect(pair.self).toEqual({ a: a.self, b: a.self });
  });

  test("what was not read is an error", () => {
    const probed: Reading = { ...reading, name: "probe" };
    expect(() => soloLevel(0.5, a, probed)).toThrow("nothing was read by probe");
  });
});
