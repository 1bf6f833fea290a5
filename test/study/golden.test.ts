import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import type { CompareResult, DataEntry } from "../../src/study/results.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

/** Absolute error of what goes through a float32 network; the reference computes in float64. */
const SCORES = 1e-6;
const RANKS = 1e-3;

interface GoldenSweep {
  readonly realSparsity: readonly number[];
  readonly cka: readonly (number | null)[];
  readonly accuracy: readonly number[];
  readonly effectiveRank: readonly (number | null)[];
}

interface Golden {
  readonly static: {
    readonly representation: Record<string, Record<string, unknown>> & { readonly a: string; readonly b: string };
    readonly layers: { a: string[]; b: string[]; cka: (number | null)[][]; procrustes: (number | null)[][] };
  };
  readonly functional: {
    readonly accuracy: { readonly a: number; readonly b: number };
    readonly predictive: Record<string, { readonly score: number | null; readonly chance?: number }>;
  };
  readonly sparsity: {
    readonly levels: readonly number[];
    readonly a: GoldenSweep;
    readonly b: GoldenSweep;
    readonly cross: { cka: (number | null)[]; gain: (number | null)[]; counts: boolean[] };
    readonly robustness: { readonly score: number; readonly interval: [number, number] };
  };
  readonly triangle: { readonly static: number; readonly functional: number; readonly sparsity: number };
}

function near(actual: unknown, expected: unknown, tolerance: number, what: string): void {
  if (Array.isArray(expected)) {
    expect(actual, what).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) near((actual as unknown[])[i], value, tolerance, `${what}.${i}`);
  } else if (typeof expected === "number" && typeof actual === "number")
    expect(Math.abs(actual - expected), `${what}: ${actual} against ${expected}`).toBeLessThan(tolerance);
  else expect(actual, what).toEqual(expected);
}

describe.each(["a-b", "a-vit", "a-half"])("the comparison %s", (name) => {
  const golden = JSON.parse(readFileSync(goldenFile(`${name}.json`), "utf8")) as Golden;
  let result: CompareResult;
  let entry: DataEntry;

  beforeAll(async () => {
    const [a, b] = name.split("-").map((model) => goldenFile(`${model}.onnx`));
    const measures = ["cka", "cka-biased", "procrustes", "angular"];
    result = await compare(a ?? "", b ?? "", { data: GOLDEN_DATA, measures, threads: 1 });
    entry = result.data[0] as DataEntry;
  });

  test("picks the residual sums and the penultimate tensor by itself", () => {
    expect(entry.static.layers.a).toEqual(golden.static.layers.a);
    expect(entry.static.layers.b).toEqual(golden.static.layers.b);
    expect(entry.static.representation.a).toBe(golden.static.representation.a);
    expect(entry.static.representation.b).toBe(golden.static.representation.b);
  });

  test.each(["cka", "cka-biased", "procrustes", "angular"])(
    "has the reference's %s, with all it says of it",
    (measure) => {
      const { reasons: _, ...expected } = golden.static.representation[measure] ?? {};
      const actual = entry.static.representation[measure] as unknown as Record<string, unknown>;
      expect(Object.keys(expected).length).toBeGreaterThan(0);
      for (const [field, value] of Object.entries(expected)) near(actual[field], value, SCORES, `${measure}.${field}`);
    },
  );

  test("has the reference's layer maps", () => {
    near(entry.static.layers.cka, golden.static.layers.cka, SCORES, "cka");
    near(entry.static.layers.procrustes, golden.static.layers.procrustes, SCORES, "procrustes");
  });

  test("has the reference's accuracies and predictive measures", () => {
    expect(entry.functional.accuracy).toEqual(golden.functional.accuracy);
    for (const [measure, { score, chance }] of Object.entries(golden.functional.predictive)) {
      const actual = entry.functional.predictive?.[measure as "jsd"];
      near(actual?.score, score, SCORES, measure);
      if (chance !== undefined) near(actual?.chance, chance, SCORES, `${measure}.chance`);
    }
  });

  test.each(["a", "b"] as const)("has the reference's pruning sweep of %s", (side) => {
    const [actual, expected] = [entry.sparsity[side], golden.sparsity[side]];
    expect(entry.sparsity.levels).toEqual(golden.sparsity.levels);
    near(actual.realSparsity, expected.realSparsity, 1e-12, "realSparsity");
    near(actual.cka, expected.cka, SCORES, "cka");
    expect(actual.accuracy).toEqual(expected.accuracy);
    near(actual.effectiveRank, expected.effectiveRank, RANKS, "effectiveRank");
  });

  test("has the reference's cross-similarity, gain, collapses and robustness", () => {
    near(entry.sparsity.cross.cka, golden.sparsity.cross.cka, SCORES, "cross");
    near(entry.sparsity.cross.gain, golden.sparsity.cross.gain, SCORES, "gain");
    expect(entry.sparsity.cross.counts).toEqual(golden.sparsity.cross.counts);
    near(entry.sparsity.robustness, golden.sparsity.robustness.score, SCORES, "robustness");
    near(entry.vertices.sparsity.interval, golden.sparsity.robustness.interval, SCORES, "robustness.interval");
  });

  test("puts the three numbers on the triangle", () => {
    for (const side of ["static", "functional", "sparsity"] as const) {
      near(entry.triangle[side], golden.triangle[side], SCORES, side);
      expect(entry.vertices[side].score).toBe(entry.triangle[side]);
    }
  });
});
