import { describe, expect, test } from "vitest";
import type { Evidence, ModelEvidence } from "../../../src/study/findings/evidence.js";
import { DEFAULT_WEIGHTS, select } from "../../../src/study/selection/select.js";
import { curvesOf, dataOf, modelNamed, pairMatrix, unwritable } from "../findings/evidence-of-models.js";

const models = [
  modelNamed("big", "cnn", { parameters: 8000, latency: 8 }),
  modelNamed("middle", "cnn", { parameters: 2000, latency: 3 }),
  modelNamed("small", "vit", { parameters: 500, latency: 1 }),
];
const calibrated = pairMatrix(3, (i, j) => [0, 0.5, 0.2, 0.4][i + j] ?? 0);
const levels = [0, 0.5, 1];

function evidence(accuracy: readonly (number | null)[], of: readonly ModelEvidence[] = models): Evidence {
  const curves = [
    curvesOf([1, 1, 1], [1, 0.9, 0.1]),
    curvesOf([1, 1, 1], [1, 0.7, 0.1]),
    curvesOf([1, 1, 1], [1, 0.5, 0.1]),
  ];
  return { models: of, data: [dataOf(3, calibrated, { accuracy, levels, curves })] };
}

describe("select", () => {
  test("knows accuracy, robustness, consensus and costs", () => {
    const { candidates } = select(evidence([0.9, 0.8, 0.7]));
    const of = (name: string) => candidates.find(({ model }) => model === name);
    expect(of("big")).toMatchObject({ accuracy: 0.9, parameters: 8000, latency: 8, family: "cnn", reasons: {} });
    expect(of("big")?.robustness).toBeCloseTo((1 + 0.9) / 4 + (0.9 + 0.1) / 4, 12);
    expect(of("big")?.consensus).toBeCloseTo((0.5 + 0.2) / 2, 12);
    expect(of("middle")?.consensus).toBeCloseTo((0.5 + 0.4) / 2, 12);
  });

  test("says of a model that is no network why it has no robustness, size or latency", () => {
    const none = {
      parameters: null,
      latency: null,
      unpruned: "saved",
      reasons: { parameters: "no size", latency: "no time" },
    };
    const { candidates } = select({
      ...evidence([0.9, 0.8, 0.7], [...models.slice(0, 2), modelNamed("saved", "vit", none)]),
    });
    expect(candidates[2]).toMatchObject({ model: "saved", rank: null, accuracy: 0.7 });
    expect(candidates[2]?.reasons).toMatchObject({ parameters: "no size", latency: "no time" });
  });

  test("ranks by the weighted mean, costs on a logarithmic scale", () => {
    const { candidates, criteria } = select(evidence([0.9, 0.8, 0.7]), {
      accuracy: 1,
      parameters: 1,
      robustness: 0,
      consensus: 0,
    });
    expect(criteria).toEqual(["accuracy", "parameters"]);
    // 8000, 2000 and 500 are equally far apart, as the accuracies are.
    expect(candidates.map(({ score }) => score?.toFixed(9))).toEqual(["0.500000000", "0.500000000", "0.500000000"]);
    expect(
      select(evidence([0.9, 0.8, 0.7]), { parameters: 0, robustness: 0, consensus: 0 }).recommendation?.model,
    ).toBe("big");
    const cheap = select(evidence([0.9, 0.8, 0.7]), {
      accuracy: 0,
      robustness: 0,
      consensus: 0,
      parameters: 0,
      latency: 2,
    });
    expect(cheap.candidates.map(({ model, rank }) => [model, rank])).toEqual([
      ["small", 1],
      ["middle", 2],
      ["big", 3],
    ]);
  });

  test("does not count latency unless it is asked for", () => {
    expect(DEFAULT_WEIGHTS.latency).toBe(0);
    const slow = models.map((model) => ({ ...model, latency: (model.latency ?? 0) * 100 + 7 }));
    const scores = (of: readonly ModelEvidence[]) =>
      select(evidence([0.9, 0.8, 0.7], of)).candidates.map(({ score }) => score);
    expect(scores(slow)).toEqual(scores(models));
  });

  test("gives the reason in one sentence", () => {
    const { recommendation } = select(evidence([0.9, 0.8, 0.7]), { accuracy: 3, consensus: 0 });
    expect(recommendation).toEqual({
      model: "big",
      sentence:
        "big has the best balance of 3 models: accuracy 0.900 (best), robustness 0.725 (best) and 8,000 parameters (3rd of 3), before middle.",
    });
  });

  test("tells who is outdone, and by whom", () => {
    const { candidates } = select(evidence([0.9, 0.8, 0.86]), { robustness: 0, consensus: 0 });
    expect(candidates.map(({ model, onFront, outdoneBy }) => [model, onFront, outdoneBy])).toEqual([
      ["small", true, null],
      ["big", true, null],
      ["middle", false, "small"],
    ]);
  });

  test("recommends one of the front, whatever the weights", () => {
    for (let k = 1; k < 20; k++) {
      const accuracy = [0.5 + (k % 7) / 20, 0.5 + (k % 5) / 20, 0.5 + (k % 3) / 20];
      const { recommendation, candidates } = select(evidence(accuracy), { consensus: k / 20, parameters: 1 - k / 20 });
      expect(candidates.find(({ model }) => model === recommendation?.model)?.onFront).toBe(true);
    }
  });

  test("lists a model that lacks something without a rank, and leaves out what no model has", () => {
    const { candidates, notes, criteria } = select(evidence([0.9, null, 0.7]));
    expect(candidates.at(-1)).toMatchObject({ model: "middle", score: null, rank: null, onFront: null });
    expect(candidates.at(-1)?.reasons).toMatchObject({
      accuracy: "no accuracy on d",
      score: "not ranked without accuracy",
    });
    expect(notes).toEqual(["middle is not ranked without accuracy."]);
    expect(criteria).toContain("accuracy");
    const none = select(evidence([null, null, null]), { latency: 1 });
    expect(none.criteria).toEqual(["robustness", "consensus", "parameters", "latency"]);
    expect(none.notes).toEqual(["Known of no model, so left out: accuracy."]);
    expect(none.recommendation).not.toBeNull();
  });

  test("goes by data in distribution, and by all where there are none", () => {
    const one = evidence([0.9, 0.8, 0.7]).data[0] ?? dataOf(3, calibrated);
    const other = { ...one, name: "e", role: "ood" as const, accuracy: [0.1, 0.2, 0.3] };
    const accuracies = (data: Evidence["data"]) => select({ models, data }).candidates.map(({ accuracy }) => accuracy);
    expect(new Set(accuracies([one, other]))).toEqual(new Set([0.9, 0.8, 0.7]));
    expect(new Set(accuracies([other]))).toEqual(new Set([0.1, 0.2, 0.3]));
  });

  test("counts copies of one file once in the consensus of others", () => {
    const copies = models.map((model, i) => (i === 0 ? model : { ...model, sha256: "one" }));
    const consensus = (of: readonly ModelEvidence[]) =>
      select(evidence([0.9, 0.8, 0.7], of)).candidates.find(({ model }) => model === "big")?.consensus;
    expect(consensus(copies)).toBe(0.5);
    expect(consensus(copies.map((model, i) => (i === 1 ? { ...model, failure: "no" } : model)))).toBeCloseTo(0.35, 12);
  });

  test("takes no agreement of forks and seed twins for consensus", () => {
    const related = [models[0], { ...models[1], fork: "big" }, { ...models[2], twins: "t" }].map((model) => ({
      ...modelNamed("x", "cnn"),
      ...model,
    }));
    const { candidates } = select(evidence([0.9, 0.8, 0.7], related));
    expect(candidates.find(({ model }) => model === "big")?.consensus).toBe(0.2);
  });

  test("of no model, one, and one that failed recommends what there is", () => {
    expect(select({ models: [], data: [] })).toMatchObject({ candidates: [], recommendation: null });
    const failed = [{ ...modelNamed("a", "cnn"), failure: "no file", parameters: null }, modelNamed("b", "cnn")];
    const found = select({ models: failed, data: [] });
    expect(found.recommendation).toEqual({
      model: "b",
      sentence: "b is the only model with all that the choice goes by.",
    });
    expect(found.candidates[1]?.reasons.accuracy).toBe("failed: no file");
    expect(unwritable(found)).toEqual([]);
  });

  test("refuses weights that are none", () => {
    expect(() => select(evidence([1, 1, 1]), { accuracy: -1 })).toThrow("select: the weight of accuracy is -1");
    const nothing = { accuracy: 0, robustness: 0, consensus: 0, parameters: 0 };
    expect(() => select(evidence([1, 1, 1]), nothing)).toThrow("select: all weights are 0");
    const unknown: Record<string, number> = { beauty: 1 };
    expect(() => select(evidence([1, 1, 1]), unknown)).toThrow(
      "select: there is no criterion beauty; those there are: accuracy",
    );
  });
});
