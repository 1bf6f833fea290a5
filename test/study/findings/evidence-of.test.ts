import { describe, expect, test } from "vitest";
import { plainInterval } from "../../../src/measures/stats/jackknife.js";
import { evidenceOf } from "../../../src/study/findings/evidence-of.js";
import { findings } from "../../../src/study/findings/findings.js";
import { gainMoments } from "../../../src/study/findings/gain-moments.js";
import { structure } from "../../../src/study/structure/structure.js";
import { compareResult } from "../../support/compare-result.js";
import { smallStudy } from "../../support/small-study.js";
import { unwritable } from "./evidence-of-models.js";

const result = smallStudy();
const evidence = evidenceOf(result);
const [on] = evidence.data;

describe("evidenceOf", () => {
  test("has what the results say of models, those that failed without parameters", () => {
    expect(evidence.models.map(({ name }) => name)).toEqual(result.models.map(({ name }) => name));
    expect(evidence.models[2]).toMatchObject({ family: "cnn", fork: "net-a", twins: null, parameters: 50_000 });
    expect(evidence.models[0]).toMatchObject({ twins: "net", latency: 2, failure: null });
    expect(evidence.models[5]).toMatchObject({ failure: "no such file", parameters: null });
  });

  test("has matrices, accuracies and curves in the models' order, null where there are none", () => {
    expect(evidence.data.map(({ name, role }) => [name, role])).toEqual(
      result.data.map(({ name, role }) => [name, role]),
    );
    expect(on?.static.raw).toEqual(Object.values(result.matrices)[0]?.static);
    expect(on?.accuracy).toEqual([0.9, 0.89, 0.8, 0.85, null, null]);
    expect(on?.curves[5]).toBeNull();
    expect(on?.curves[0]?.cka).toEqual(result.models[0]?.data[0]?.sweep?.cka);
  });

  test("has no curves and no gains of a model that was not pruned, and why", () => {
    const models = result.models.map((model, i) =>
      i === 1
        ? { ...model, unpruned: "it is quantised", data: model.data.map((one) => ({ ...one, sweep: null })) }
        : model,
    );
    const found = evidenceOf({ ...result, models });
    expect(found.models[1]?.unpruned).toBe("it is quantised");
    expect(found.data[0]?.curves.map((curve) => curve === null)).toEqual([false, true, false, false, false, true]);
    expect(found.data[0]?.gains.flatMap(({ a, b }) => [a, b])).not.toContain(1);
    expect(found.data[0]?.gains).toHaveLength(6);
    expect(found.data[0]?.accuracy[1]).toBe(0.89);
  });

  test("takes 1 − jsd of every pair for the functional side, whatever the matrix mixes", () => {
    const jsd = compareResult().data[0]?.functional.predictive?.jsd.score ?? Number.NaN;
    expect(on?.functional[0]?.[1]).toBeCloseTo(1 - jsd, 12);
    expect(on?.functional[0]?.[5]).toBeNull();
  });

  test("takes standard errors from the gains' intervals, in the places of the pair", () => {
    const { gain, gainInterval } = result.pairs[1]?.data[0]?.sparsity.cross ?? { gain: [], gainInterval: [] };
    const pair = on?.gains[1];
    expect([pair?.a, pair?.b]).toEqual([0, 2]);
    expect(pair?.gain).toEqual(gain);
    expect(pair?.standardError.map((error) => error === null)).toEqual(gainInterval.map((ends) => ends === null));
    // An interval as a jackknife makes it gives its own standard error back.
    const leaveOneOut = Float64Array.from({ length: 1000 }, (_, i) => (i % 7) / 1e4);
    const made = { ...result, pairs: result.pairs.map((one) => ({ ...one, data: one.data.map(withInterval) })) };
    function withInterval(entry: (typeof result.pairs)[number]["data"][number]) {
      const ends = plainInterval(0.1, leaveOneOut);
      const cross = { ...entry.sparsity.cross, gainInterval: gain.map(() => ends) };
      return { ...entry, sparsity: { ...entry.sparsity, cross } };
    }
    const [error] = gainMoments([{ score: 0.1, leaveOneOut }]).standardError;
    expect(evidenceOf(made).data[0]?.gains[0]?.standardError[3]).toBeCloseTo(error ?? 0, 12);
  });

  test("is evidence that findings and structure can be made of, without a number that JSON lacks", () => {
    expect(unwritable(findings(evidence))).toEqual([]);
    expect(unwritable(structure(evidence))).toEqual([]);
  });
});
