import { describe, expect, test } from "vitest";
import { structure } from "../../../src/study/structure/structure.js";
import { dataOf, modelNamed, pairMatrix, scattered, unwritable } from "../findings/evidence-of-models.js";

const families = ["cnn", "cnn", "cnn", "vit", "vit", "vit"];
const models = families.map((family, i) => modelNamed(`m${i}`, family));
const raw = pairMatrix(6, (i, j) => (families[i] === families[j] ? 0.8 : 0.3) + scattered(i, j) / 10);

describe("structure", () => {
  test("puts families side by side in tree and map", () => {
    const [found] = structure({ models, data: [dataOf(6, raw)] });
    expect(found?.distance).toBe("root");
    const order = found?.dendrogram.order.map((i) => families[i]);
    expect(order).toEqual(families);
    const first = found?.map.points.map(([x]) => Math.sign(x)) ?? [];
    expect(new Set(first.slice(0, 3)).size).toBe(1);
    expect(first[3]).toBe(-(first[0] ?? 0));
    expect(unwritable(found)).toEqual([]);
  });

  test("names each model's nearest neighbour by each side, forks and twins too", () => {
    const [found] = structure({ models, data: [dataOf(6, raw)] });
    for (const { nearest } of found?.neighbours.static ?? []) expect(nearest?.sameFamily).toBe(true);
    expect(found?.neighbours.functional.map(({ nearest }) => nearest)).toEqual(new Array(6).fill(null));
    const tied = structure({
      models,
      data: [
        dataOf(
          6,
          pairMatrix(6, () => 0.5),
        ),
      ],
    })[0]?.neighbours.static;
    expect(tied?.map(({ nearest }) => nearest?.model)).toEqual(["m1", "m0", "m0", "m0", "m0", "m0"]);
  });

  test("tests whether two sides agree, forks counted once, with the smallest p there could be", () => {
    const related = [...models.slice(0, 5), modelNamed("m5", "vit", { fork: "m4" })];
    const [found] = structure({ models: related, data: [dataOf(6, raw, { functional: raw })] });
    const [agree, unknown] = found?.agreement ?? [];
    expect(agree).toMatchObject({ sides: ["static", "functional"], permutations: 120, exhaustive: true, reasons: {} });
    expect(agree?.r).toBeCloseTo(1, 12);
    expect(agree?.pValue).toBeCloseTo(1 / 120, 12);
    expect(agree?.leftOut).toEqual([
      { model: "m5", why: "a fork: shares trained weights with m4, which counts for both" },
    ]);
    expect(unknown).toMatchObject({ r: null, pValue: null });
    expect(unknown?.reasons.r).toBe("1 model has both, at least 3 are needed");
  });

  test("leaves out what failed and what lacks a distance, by name", () => {
    const some = models.map((model, i) => (i === 1 ? { ...model, failure: "no such file" } : model));
    const gaps = pairMatrix(6, (i, j) => (i === 1 || j === 1 || (i === 2 && j === 5) ? null : (raw[i]?.[j] ?? null)));
    const [found] = structure({ models: some, data: [dataOf(6, gaps)] });
    expect(found?.models).toEqual(["m0", "m2", "m3", "m4"]);
    expect(found?.leftOut).toEqual([
      { model: "m1", why: "failed: no such file" },
      { model: "m5", why: "no distance with m2" },
    ]);
    expect(found?.map.points).toHaveLength(4);
  });

  test("of no, one and two models has no more than there is", () => {
    for (const m of [0, 1, 2]) {
      const few = models.slice(0, m);
      const [found] = structure({
        models: few,
        data: [
          dataOf(
            m,
            pairMatrix(m, () => 0.5),
          ),
        ],
      });
      expect(found?.dendrogram.merges).toHaveLength(Math.max(0, m - 1));
      expect(found?.map.points).toHaveLength(m);
      expect(unwritable(found)).toEqual([]);
    }
  });

  test("is the same for the same seed, and refuses matrices of another size", () => {
    const evidence = { models, data: [dataOf(6, raw)] };
    expect(structure(evidence, 3)).toEqual(structure(evidence, 3));
    expect(() => structure({ models, data: [dataOf(5, raw)] })).toThrow(
      "evidence of d: functional has 5 rows, expected 6",
    );
  });
});
