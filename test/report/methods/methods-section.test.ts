import { describe, expect, test } from "vitest";
import { comparisonFacts, studyFacts } from "../../../src/report/methods/facts-of.js";
import { methodText } from "../../../src/report/methods/method-text.js";
import { methodsSection } from "../../../src/report/methods/methods-section.js";
import { compareResult } from "../../support/compare-result.js";
import { studyResult } from "../../support/study-result.js";
import { connected } from "../variants.js";

describe("the methods", () => {
  const plain = methodsSection(comparisonFacts(compareResult())).markup;

  test("name data, n, seed and what was computed", () => {
    expect(plain).toContain("CIFAR-10 test (n = 1000) and CIFAR-10 test, blurred (n = 1000, out of distribution)");
    expect(plain).toContain("seed 0");
    expect(plain).toContain("Beside it stand orthogonal Procrustes similarity (Williams et al. 2021).");
    expect(plain).toContain("by global magnitude at sparsity 0.1, 0.2");
  });

  test("cite what is used and nothing else", () => {
    expect(plain).toContain("@inproceedings{kornblith2019,");
    expect(plain).not.toMatch(/frankle2020|ainsworth2023|lee2021|torgerson1952/);
    const data = compareResult().data.map((entry) => connected(entry));
    const walked = methodsSection(comparisonFacts({ ...compareResult(), data })).markup;
    expect(walked).toContain("evaluated at 11 points of the straight line");
    expect(walked).toContain("frankle2020");
    expect(walked).not.toContain("ainsworth2023");
  });

  test("do not speak of pruning where nothing was pruned", () => {
    const data = compareResult().data.map((entry) => ({ ...entry, sparsity: { ...entry.sparsity, levels: [] } }));
    expect(methodsSection(comparisonFacts({ ...compareResult(), data })).markup).not.toMatch(/pruned|Roy/);
    const study = studyResult({ models: 3 });
    const some = (stiff: (i: number) => boolean) =>
      studyFacts({
        ...study,
        models: study.models.map((model, i) => (stiff(i) ? { ...model, unpruned: "it is quantised" } : model)),
      }).pruning.levels;
    expect(some((i) => i === 0)).toEqual(study.pruning.levels);
    expect(some(() => true)).toEqual([]);
  });

  test("of another way of pruning cite its work", () => {
    const data = compareResult().data.map((entry) => ({
      ...entry,
      sparsity: { ...entry.sparsity, method: "lamp" as const },
    }));
    expect(methodsSection(comparisonFacts({ ...compareResult(), data })).markup).toContain("(Lee et al. 2021; Roy");
  });

  test("of a study name its statistics", () => {
    const facts = studyFacts(studyResult({ models: 4 }));
    expect(facts.models).toBe(4);
    expect(methodText(facts).flatMap(({ cites }) => cites)).toEqual(
      expect.arrayContaining(["anderson2001", "holm1979", "sokal1958"]),
    );
  });
});
