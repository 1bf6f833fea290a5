import { describe, expect, test } from "vitest";
import { familyTest } from "../../../src/study/findings/family-test.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close, closeAll } from "../../support/close.js";
import { unwritable } from "./evidence-of-models.js";

type Square = readonly (readonly number[])[];

function asked(families: readonly string[], similarity: Square, seed = 0) {
  const distances = similarity.map((row, i) => row.map((s, j) => (i === j ? 0 : Math.sqrt(Math.max(0, 1 - s)))));
  return familyTest({ names: families.map((_, i) => `m${i}`), families, similarity, distances, seed });
}

const square = (m: number, of: (i: number, j: number) => number): Square =>
  Array.from({ length: m }, (_, i) => Array.from({ length: m }, (_, j) => of(Math.min(i, j), Math.max(i, j))));

describe("familyTest", () => {
  test("has scikit-learn's AUC, and gap and d′, with their jackknife over models", () => {
    expect(golden.separation).toHaveLength(2);
    for (const { labels, similarity, auc, gap, dPrime } of golden.separation) {
      const found = asked(labels, similarity);
      for (const [estimate, expected] of [
        [found.gap, gap],
        [found.dPrime, dPrime],
      ] as const) {
        close(estimate.value ?? Number.NaN, expected.value, 1e-12);
        closeAll(estimate.interval ?? [], expected.interval, 1e-8);
      }
      close(found.auc.value ?? Number.NaN, auc.value, 1e-12);
      closeAll(found.auc.interval ?? [], auc.interval, 1e-8);
      const ends = auc.interval.some((end) => end === 0 || end === 1);
      expect(found.reasons["auc.interval"]).toBe(ends ? "reaches 0 or 1, where its scale ends" : undefined);
    }
  });

  test("supports a plain difference and not its absence", () => {
    const families = [..."aaaabbbbccc"];
    const noise = (i: number, j: number) => ((i * 37 + j * 101 + i * j * 13) % 29) / 290;
    const clear = asked(
      families,
      square(11, (i, j) => (families[i] === families[j] ? 0.8 : 0.7) + noise(i, j)),
    );
    expect(clear.verdict).toBe("supported");
    expect(clear.permanova?.exhaustive).toBe(true);
    expect(
      asked(
        families,
        square(11, (i, j) => 0.7 + noise(i, j)),
      ).verdict,
    ).toBe("not supported");
    const apart = asked(
      families,
      square(11, (i, j) => (families[i] === families[j] ? 0.3 : 0.7) + noise(i, j)),
    );
    expect(apart.verdict).toBe("not supported");
    expect(apart.auc.value).toBe(0);
    expect(apart.permanova?.pValue).toBeGreaterThan(0.9);
  });

  test("supports complete separation, which a jackknife has no interval for", () => {
    const families = [..."aaaabbbb"];
    const found = asked(
      families,
      square(8, (i, j) => (families[i] === families[j] ? 0.8 : 0.2) + (i + j) / 1000),
    );
    expect(found.auc).toEqual({ value: 1, interval: null });
    expect(found.reasons["auc.interval"]).toBe("the same without any one model: a jackknife sees no spread");
    expect(found.permanova?.pValue).toBeCloseTo(1 / 35, 12);
    expect(found.verdict).toBe("supported");
  });

  test("says what a small design can show at best", () => {
    const found = asked(
      [..."aabb"],
      square(4, (i, j) => (i + j === 1 || i + j === 5 ? 0.9 : 0.1 + i / 50)),
    );
    expect(found.permanova?.pValue).toBeCloseTo(1 / 3, 12);
    expect(found.verdict).toBe("not testable");
    expect(found.reasons.verdict).toBe("families of 2, 2 models can give no p below 0.333");
  });

  test("has a reason for everything that one family, or one model a family, leaves undefined", () => {
    const cases = [
      ["aaa", "there is one family"],
      ["abc", "every model is its own family"],
      ["a", "there is one family"],
      ["", "there is no model"],
    ] as const;
    for (const [families, why] of cases) {
      const found = asked(
        [...families],
        square(families.length, (i, j) => 0.5 + (i + j) / 100),
      );
      expect(found).toMatchObject({ permanova: null, verdict: "not testable", auc: { value: null, interval: null } });
      expect(found.reasons).toMatchObject({ verdict: why, permanova: why, auc: why, dPrime: why, gap: why });
      expect(unwritable(found)).toEqual([]);
    }
  });

  test("tells identical models from families", () => {
    const same = asked(
      [..."aabb"],
      square(4, () => 1),
    );
    expect(same).toMatchObject({ verdict: "not testable", permanova: null, silhouette: 0 });
    expect(same.reasons.verdict).toBe("all models are at distance 0");
    const points = asked(
      [..."aaabbbb"],
      square(7, (i, j) => (i < 3 === j < 3 ? 1 : 0.2)),
    );
    expect(points.permanova).toMatchObject({ f: null, r2: 1 });
    expect(points.reasons["permanova.f"]).toBe("infinite: models of one family are at distance 0");
    expect(points.reasons.dPrime).toBe("too few pairs within or between families, or all are equally alike");
    expect(points.verdict).toBe("supported");
    expect(unwritable(points)).toEqual([]);
  });
});
