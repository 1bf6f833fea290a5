import { describe, expect, test } from "vitest";
import { pruningFinding } from "../../../src/study/findings/pruning-finding.js";
import { curvesOf, dataOf, modelNamed, pairMatrix, scattered, unwritable } from "./evidence-of-models.js";

const families = [..."aaaabbbbccc"];
const models = families.map((family, i) => modelNamed(`m${i}`, family));
const levels = [0, 0.3, 0.6, 0.9];
const nothing = (m: number) => pairMatrix(m, () => null);

/** Models that hold out for longer or shorter, their accuracy as `tied` says. */
const curves = (tied: (i: number) => number) =>
  families.map((_, i) =>
    curvesOf(
      [1, 0.9, 0.8, 0.6].map((value, k) => (k === 0 ? 1 : value + 0.01 * i + 0.004 * scattered(i, k))),
      [1, 0.8, 0.6, 0.1].map((value, k) => (k === 0 ? 1 : value + tied(i) + 0.004 * scattered(k, i))),
    ),
  );

const found = (some: ReturnType<typeof curves>, of = models) =>
  pruningFinding({ models: of, data: [dataOf(of.length, nothing(of.length), { levels, curves: some })] }, 0);

describe("pruningFinding", () => {
  test("supports curves that hold out together, accuracy falling more sharply", () => {
    const { verdict, tracks, sharper, tests, sentence, details } = found(curves((i) => 0.01 * i));
    expect({ verdict, tracks, sharper }).toEqual({ verdict: "supported", tracks: "supported", sharper: "supported" });
    expect(tests[0]?.perModel).toHaveLength(11);
    expect(sentence).toContain(
      "models whose self-CKA holds out longer keep their accuracy longer: d r within levels 0.9",
    );
    expect(details[0]).toContain("which the common fall alone makes high");
    expect(sentence).toContain("Accuracy falls more sharply than self-CKA: d area ");
    expect(unwritable(tests)).toEqual([]);
  });

  test("does not take a common fall for more, though its raw r is high", () => {
    const { verdict, tracks, sharper, tests } = found(curves((i) => 0.02 * scattered(i * 5, 3)));
    expect(tests[0]?.rawR).toBeGreaterThan(0.9);
    expect({ verdict, tracks, sharper }).toEqual({
      verdict: "not supported",
      tracks: "not supported",
      sharper: "supported",
    });
  });

  test("does not take what families differ in for models", () => {
    // c and a* both go by the family; within a family a* goes against c.
    const by = (i: number) => 0.1 * [..."abc"].indexOf(families[i] ?? "") - 0.002 * i;
    const some = families.map((_, i) =>
      curvesOf(
        [1, 0.9, 0.8, 0.6].map((value, k) => (k === 0 ? 1 : value + by(i) + 0.004 * i)),
        [1, 0.8, 0.6, 0.1].map((value, k) => (k === 0 ? 1 : value + by(i))),
      ),
    );
    const { tracks, tests } = found(some);
    expect(tests[0]?.pooled.verdict).toBe("supported");
    expect(tests[0]?.withinFamilies.verdict).toBe("not supported");
    expect(tracks).toBe("not supported");
  });

  test("leaves out models without curves and levels that not all have, and lists them", () => {
    const some = curves((i) => 0.01 * i).map((one, i) => {
      if (i === 3) return null;
      if (i === 5) return { ...one, aboveChance: [1, null, null, 0.1] };
      return i === 7 ? { ...one, cka: [1, 0.9, 0.8, null] } : one;
    });
    const { tests, caveats } = pruningFinding({ models, data: [dataOf(11, nothing(11), { levels, curves: some })] }, 0);
    expect(tests[0]).toMatchObject({ levels: [0, 0.3, 0.6], levelsLeftOut: [0.9] });
    expect(tests[0]?.models).toHaveLength(9);
    expect(tests[0]?.leftOut.map(({ model }) => model)).toEqual(["m3", "m5"]);
    expect(caveats.at(-1)).toContain("m3 (self-CKA and accuracy are both known at fewer than 2 levels above 0)");
  });

  test("counts forks once and says that seed twins count", () => {
    const related = models.map((model, i) => ({ ...model, twins: i < 2 ? "t" : null, fork: i === 10 ? "m9" : null }));
    const { tests, caveats } = found(
      curves((i) => 0.01 * i),
      related,
    );
    expect(tests[0]?.models).toHaveLength(10);
    expect(caveats).toContain("Seed twins count as models of their own here.");
  });

  test("says of a single level that it makes no curve, and not that models lack what they have", () => {
    const short = families.map(() => curvesOf([1, 0.9], [1, 0.8]));
    const one = dataOf(models.length, nothing(models.length), { levels: [0, 0.5], curves: short });
    const { untested } = pruningFinding({ models, data: [one] }, 0);
    expect(untested[0]?.reason).toBe("there are fewer than 2 levels above 0");
  });

  test("cannot be told without accuracy, without levels, or from few models", () => {
    const unlabelled = curves(() => 0).map((one) => ({ ...one, aboveChance: [null, null, null, null] }));
    const without = found(unlabelled);
    expect(without.verdict).toBe("not testable");
    expect(without.sentence).toBe("Nothing to follow on d (no model has both self-CKA and accuracy).");
    expect(without.untested[0]?.leftOut).toHaveLength(11);
    for (const m of [0, 1, 2, 3]) {
      const few = found(curves((i) => 0.01 * i).slice(0, m), models.slice(0, m));
      expect(few.verdict).toBe("not testable");
      expect(unwritable(few)).toEqual([]);
    }
    expect(pruningFinding({ models, data: [] }, 0).sentence).toBe("There is no data set to follow models on.");
  });

  test("has no r of a model that nothing changes, and says so", () => {
    const some = curves((i) => 0.01 * i);
    some[2] = curvesOf([1, 1, 1, 1], [1, 0.9, 0.5, 0.1]);
    const { tests } = found(some);
    expect(tests[0]?.perModel[2]?.r).toBeNull();
    expect(tests[0]?.reasons["perModel.2.r"]).toBe("one of the two does not change over the levels");
  });
});
