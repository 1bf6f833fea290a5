import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { classesSection } from "../../../src/report/sections/classes-section.js";
import type { FunctionalSide } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { emptied, entryOf } from "../variants.js";

function sectionOf(change: Partial<FunctionalSide> = {}, reasons = {}) {
  const entry = entryOf();
  const changed = {
    ...entry,
    functional: { ...entry.functional, ...change },
    reasons: { ...entry.reasons, ...reasons },
  };
  const { markup } = classesSection({ ...compareResult(), data: [changed] });
  return { markup, document: parseHTML(`<html><body>${markup}</body></html>`).document };
}

const many = (classes: number): Partial<FunctionalSide> => ({
  classNames: Array.from({ length: classes }, (_, c) => `name ${c}`),
  classes: {
    by: "label",
    absent: 3,
    of: Array.from({ length: classes }, (_, c) => ({
      ...{ class: c, n: 4, agreement: { score: 0.5, interval: [0.1, 0.9] as const }, accuracy: { a: 0.25, b: 0.75 } },
    })),
  },
  confusion: {
    ...{ n: 4000, same: 3000, counts: null },
    frequent: Array.from({ length: 25 }, (_, k) => ({ a: k, b: k + 1, count: 40 - k })),
  },
});

describe("classesSection", () => {
  test("draws what both call each example, and tells each class", () => {
    const { document, markup } = sectionOf();
    expect(document.querySelectorAll("svg")).toHaveLength(1);
    const [first] = document.querySelectorAll("tbody tr");
    expect(first?.textContent).toBe("airplane1000.950[0.900, 0.980]93.0%96.0%");
    expect(document.querySelectorAll("tbody tr")).toHaveLength(10);
    expect(markup).toContain("the 920 of");
    expect(markup).not.toContain("<details");
  });

  test("lists the most frequent confusions where there are too many classes to draw", () => {
    const { document, markup } = sectionOf(many(40));
    expect(document.querySelectorAll("svg")).toHaveLength(0);
    const [first] = document.querySelectorAll("tbody tr");
    expect(first?.textContent).toBe("name 0name 1401.0%");
    expect(document.querySelector("table")?.querySelectorAll("tbody tr")).toHaveLength(20);
    expect(markup).toContain("Both give the same class to 3,000 of 4,000 examples.");
    expect(markup).toContain("610 of 1,000 examples.");
    expect(markup).toContain("3 classes have no example and are left out.");
    expect(markup).toContain("<details><summary>All 40 classes in numbers</summary>");
  });

  test("says that all is the same where nothing is confused", () => {
    const nothing = { n: 4000, same: 4000, counts: null, frequent: [] };
    expect(sectionOf({ ...many(40), confusion: nothing }).markup).toContain("to 4,000 of 4,000 examples");
  });

  test("goes by A's predictions without labels, and says why there is no accuracy", () => {
    const { of, ...rest } = entryOf().functional.classes ?? { of: [] };
    const bare = of.map((row) => ({ ...row, accuracy: { a: null, b: null } }));
    const classes = { absent: 0, ...rest, by: "prediction of A" as const, of: bare };
    const { markup } = sectionOf({ classes }, { "functional.classes.of": "data has no labels" });
    expect(markup).toContain("A’s prediction says, as labels cannot");
    expect(markup).toContain("<li>data has no labels</li>");
  });

  test("numbers classes that nothing names, and escapes names", () => {
    expect(sectionOf({ classNames: null }).markup).toContain("<bdi>class 3</bdi>");
    const evil = entryOf().functional.classNames?.map(() => "<script>alert(1)</script>") ?? null;
    expect(sectionOf({ classNames: evil }).document.querySelectorAll("script:not([type])")).toHaveLength(0);
  });

  test("is empty where nothing can be compared", () => {
    expect(classesSection({ ...compareResult(), data: [emptied(entryOf())] }).markup).toBe("");
  });
});
