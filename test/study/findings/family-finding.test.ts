import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/study/findings/evidence.js";
import { familyFinding } from "../../../src/study/findings/family-finding.js";
import { dataOf, modelNamed, pairMatrix, scattered, unwritable } from "./evidence-of-models.js";

const families = [..."aaaabbbbccc"];
const models = families.map((family, i) => modelNamed(`m${i}`, family));
const m = families.length;
const byFamily = pairMatrix(m, (i, j) => (families[i] === families[j] ? 0.8 : 0.4) + scattered(i, j) / 10);
const byNothing = pairMatrix(m, (i, j) => 0.4 + scattered(i, j) / 2);
const evidence = (more: Partial<Evidence> = {}): Evidence => ({ models, data: [dataOf(m, byFamily)], ...more });

describe("familyFinding", () => {
  test("tests each data set and side, the static one raw and calibrated", () => {
    const angle = pairMatrix(m, (i, j) => Math.acos(byFamily[i]?.[j] ?? 0));
    const one = dataOf(m, byFamily, { functional: byNothing, sparsity: byNothing });
    const other = { ...one, name: "e", static: { ...one.static, angle } };
    const { tests, verdict, sentence, details } = familyFinding(evidence({ data: [one, other] }), 0);
    expect(tests.map(({ data, side, scale, distance }) => [data, side, scale, distance].join(" "))).toEqual([
      "d static raw root",
      "d static calibrated root",
      "d functional raw root",
      "d sparsity raw root",
      "e static raw angular",
      "e static calibrated root",
      "e functional raw root",
      "e sparsity raw root",
    ]);
    expect(verdict).toBe("supported");
    expect(sentence).toContain("In the 11 models counted representations are more alike within a family");
    expect(details.map((text) => text.split(":")[0])).toEqual(["On the functional side", "On the sparsity side"]);
    expect(unwritable(tests)).toEqual([]);
  });

  test("is supported only where every data set supports it, raw and calibrated", () => {
    const [clear, vague] = [dataOf(m, byFamily), dataOf(m, byNothing, { name: "e" })];
    expect(familyFinding(evidence({ data: [clear, vague] }), 0).verdict).toBe("not supported");
    const half = { ...clear, static: { ...clear.static, calibrated: byNothing } };
    const found = familyFinding(evidence({ data: [half] }), 0);
    expect(found.verdict).toBe("not supported");
    expect(found.sentence).toContain("it is not shown that representations are more alike within a family");
  });

  test("is given without seed twins too, and is not supported where these alone make it", () => {
    const seeds = families.map((family, i) => modelNamed(`m${i}`, family, { twins: `${family}${i % 2}` }));
    const found = familyFinding({ models: seeds, data: [dataOf(m, byFamily)] }, 0);
    const verdicts = (twins: "all" | "one") =>
      found.tests.filter((one) => one.twins === twins && one.side === "static").map(({ verdict }) => verdict);
    expect(verdicts("all")).toEqual(["supported", "supported"]);
    // Three families of two: 15 divisions, too few to tell.
    expect(verdicts("one")).toEqual(["not testable", "not testable"]);
    expect(found.verdict).toBe("not testable");
    expect(found.details[0]).toContain("With one of each set of seed twins: d raw: ");
    expect(found.details[0]).toContain("families of 2, 2, 2 models can give no p below 0.067");

    const pairs = [..."aaaaaabbbbbb"].map((family, i) => modelNamed(`m${i}`, family, { twins: `t${i >> 1}` }));
    const onlyTwins = pairMatrix(12, (i, j) => (i >> 1 === j >> 1 ? 0.99 : 0.4 + scattered(i, j) / 10));
    const four = [...pairs.slice(0, 6), ...pairs.slice(6), modelNamed("m12", "a"), modelNamed("m13", "b")];
    const bigger = pairMatrix(14, (i, j) => onlyTwins[i]?.[j] ?? 0.4 + scattered(i, j) / 10);
    const other = familyFinding({ models: four, data: [dataOf(14, bigger)] }, 0);
    const one = other.tests.find(({ twins, side }) => twins === "one" && side === "static");
    expect(one).toMatchObject({
      verdict: "not supported",
      models: ["m0", "m2", "m4", "m6", "m8", "m10", "m12", "m13"],
    });
    expect(other.verdict).toBe("not supported");
  });

  test("counts forks once, leaves out what failed or has no value, and lists all of it", () => {
    const some = models.map((model, i) =>
      i === 1 ? { ...model, fork: "m0" } : i === 10 ? { ...model, failure: "broken" } : model,
    );
    const gap = pairMatrix(m, (i, j) => (i === 4 && j === 5 ? null : (byFamily[i]?.[j] ?? null)));
    const { tests, caveats } = familyFinding({ models: some, data: [dataOf(m, gap)] }, 0);
    expect(tests[0]?.models).toEqual(["m0", "m2", "m3", "m4", "m6", "m7", "m8", "m9"]);
    expect(caveats.at(-1)).toContain("m1 (a fork: shares trained weights with m0, which counts for both)");
    expect(caveats.at(-1)).toContain("m10 (failed: broken)");
    expect(caveats.at(-1)).toContain("m5 (no raw similarity or distance with m4)");
  });

  test("says that few recipes say nothing of families in general, and what confounds them", () => {
    const recipes = models.map((model) => ({
      ...model,
      recipe: model.family,
      tower: model.family === "c" ? "vit" : null,
    }));
    const { caveats } = familyFinding({ models: recipes, data: [dataOf(m, byFamily)] }, 0);
    expect(caveats[0]).toBe(
      "These 11 models of 3 families (4 a, 4 b and 3 c; each family one training recipe) do not support claims about families in general.",
    );
    expect(caveats[1]).toContain("kind of the image tower is a confounder");
    expect(caveats[1]).toContain("m8 (vit), m9 (vit) and m10 (vit)");
  });

  test("cannot be told from one family, one model a family, or few models", () => {
    for (const labels of ["", "a", "ab", "aab", "aaaa", "abcd"]) {
      const few = [...labels].map((family, i) => modelNamed(`m${i}`, family));
      const data = [
        dataOf(
          labels.length,
          pairMatrix(labels.length, (i, j) => 0.5 + scattered(i, j) / 10),
        ),
      ];
      const found = familyFinding({ models: few, data }, 0);
      expect(found.verdict, labels).toBe("not testable");
      expect(found.sentence).toContain("cannot be told");
      expect(unwritable(found)).toEqual([]);
    }
    expect(familyFinding({ models, data: [] }, 0).verdict).toBe("not testable");
  });
});
