import { describe, expect, test } from "vitest";
import { functionalVertex, sparsityVertex, staticVertex } from "../../src/study/vertices.js";

const nothing = { score: null, chance: null, calibrated: null, threshold: null, pValue: null, interval: null };

describe("vertices", () => {
  test("static is the CKA of the penultimate layers", () => {
    const cka = { ...nothing, score: 0.8, chance: 0, interval: [0.7, 0.9] as const, reasons: { pValue: "x" } };
    expect(staticVertex({ scores: { cka }, layers: {} as never, procrustes: {} as never })).toEqual({
      value: { score: 0.8, chance: 0, interval: [0.7, 0.9], kind: "cka" },
      reasons: {},
    });
  });

  test("functional is 1 − JSD, its interval turned round", () => {
    const jsd = { score: 0.25, chance: 0.75, interval: [0.125, 0.5] as const };
    const predictive = { jsd } as never;
    const value = { temperature: null, predictive, connectivity: null };
    expect(
      functionalVertex({ value, reasons: { "predictive.jsd.interval": "x", "predictive.kappa.score": "y" } }),
    ).toEqual({
      value: { score: 0.75, chance: 0.25, interval: [0.5, 0.875], kind: "predictive" },
      reasons: { interval: "x" },
    });
  });

  test("functional is linear mode connectivity where it is defined, and 1 − JSD where it is not", () => {
    const predictive = { jsd: { score: 0.25, chance: 0.75, interval: null } } as never;
    const connectivity = { lmc: 0.4, lmcInterval: [0.3, 0.5] } as never;
    const value = { temperature: null, predictive, connectivity };
    const reasons = { "connectivity.lmcInterval": "x", "predictive.jsd.interval": "y" };
    expect(functionalVertex({ value, reasons })).toEqual({
      value: { score: 0.4, chance: 0, interval: [0.3, 0.5], kind: "lmc" },
      reasons: { interval: "x" },
    });
    const undefinedLmc = { lmc: null, lmcInterval: null } as never;
    const { value: vertex } = functionalVertex({ value: { ...value, connectivity: undefinedLmc }, reasons });
    expect(vertex).toEqual({ score: 0.75, chance: 0.25, interval: null, kind: "predictive" });
  });

  test("functional is 1 − JSD at calibrated temperatures where these were fitted", () => {
    const predictive = { jsd: { score: 0.25, chance: 0.75, interval: null } } as never;
    const fitted = { score: 0.125, chance: 0.5, interval: [0.1, 0.25] as const };
    const temperature = { a: 2, b: 1, n: 5, nFitted: 5, jsd: fitted };
    const reasons = { "predictive.jsd.interval": "x", "temperature.jsd.interval": "y" };
    expect(functionalVertex({ value: { predictive, connectivity: null, temperature }, reasons })).toEqual({
      value: { score: 0.875, chance: 0.5, interval: [0.75, 0.9], kind: "predictive" },
      reasons: { interval: "y" },
    });
    const undefinedOnes = { ...temperature, a: null, jsd: { score: null, chance: null, interval: null } };
    const { value } = functionalVertex({
      value: { predictive, connectivity: null, temperature: undefinedOnes },
      reasons,
    });
    expect(value.score).toBe(0.75);
  });

  test("functional is null with the side's reason where nothing predictive is defined", () => {
    const value = { temperature: null, predictive: null, connectivity: null };
    const { value: vertex, reasons } = functionalVertex({ value, reasons: { predictive: "different classes" } });
    expect(vertex).toEqual({ score: null, chance: null, interval: null, kind: "predictive" });
    expect(reasons).toEqual({ score: "different classes", chance: "different classes", interval: "different classes" });
  });

  test("sparsity has no chance, for it has no null model", () => {
    const { value, reasons } = sparsityVertex({ score: 0.9, interval: null, reasons: { interval: "x", levels: "y" } });
    expect(value).toEqual({ score: 0.9, chance: null, interval: null, kind: "robustness" });
    expect(reasons).toEqual({ interval: "x", chance: "robustness has no null model" });
  });
});
