import { describe, expect, test } from "vitest";
import type { DataEvidence } from "../../../src/study/findings/evidence.js";
import { findings } from "../../../src/study/findings/findings.js";
import { curvesOf, dataOf, modelNamed, pairMatrix } from "./evidence-of-models.js";

const models = ["a", "b"].map((name) => modelNamed(name, "cnn"));
const raw = pairMatrix(2, () => 0.5);
const withData = (more: Partial<DataEvidence>) => () => findings({ models, data: [dataOf(2, raw, more)] });
const gains = { a: 0, b: 1, n: 10, gain: [0], standardError: [0], correlations: null, counts: [true] };

describe("checkEvidence, through findings", () => {
  test("lets what fits pass", () => {
    expect(Object.keys(withData({ curves: [null, curvesOf([1], [1])], gains: [gains] })())).toEqual([
      "family",
      "pruning",
      "regulariser",
    ]);
  });

  test("names the part, its size and the one expected", () => {
    expect(withData({ sparsity: pairMatrix(3, () => 0.5) })).toThrow("evidence of d: sparsity has 3 rows, expected 2");
    expect(withData({ functional: [[1], [1]] })).toThrow("evidence of d: functional has 1 columns, expected 2");
    expect(withData({ accuracy: [1] })).toThrow("evidence of d: accuracy has 1 values, expected 2");
    expect(withData({ curves: [] })).toThrow("evidence of d: curves has 0 entries, expected 2");
    expect(withData({ curves: [curvesOf([1, 0.5], [1, 0.5]), null] })).toThrow(
      "evidence of d: curves.cka has 2 values, expected 1",
    );
    expect(withData({ levels: [0, 0.5, 0.5] })).toThrow(
      "evidence of d: levels are 0, 0.5, 0.5, expected ascending ones",
    );
    expect(withData({ gains: [{ ...gains, a: 1 }] })).toThrow("evidence of d: gains of 1 and 1, expected a < b < 2");
    expect(withData({ gains: [{ ...gains, counts: [] }] })).toThrow(
      "evidence of d: gains.counts has 0 values, expected 1",
    );
  });

  test("refuses two models of one name and a latency that is none", () => {
    const named = (name: string, latency: number | null) => modelNamed(name, "cnn", { latency });
    expect(() => findings({ models: [named("a", 1), named("a", 1)], data: [] })).toThrow(
      "evidence: two models are called a, each needs a name of its own",
    );
    expect(() => findings({ models: [named("a", 0)], data: [] })).toThrow("evidence: the latency of a is 0");
  });
});
