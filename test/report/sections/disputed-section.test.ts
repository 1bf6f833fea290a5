import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { disputedSection } from "../../../src/report/sections/disputed-section.js";
import type { DisputedEntry } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { emptied, entryOf } from "../variants.js";

function sectionOf(disputed: readonly DisputedEntry[] | null = entryOf().functional.disputed, reasons = {}) {
  const entry = entryOf();
  const changed = {
    ...entry,
    functional: { ...entry.functional, disputed },
    reasons: { ...entry.reasons, ...reasons },
  };
  const { markup } = disputedSection({ ...compareResult(), data: [changed] });
  return { markup, document: parseHTML(`<html><body>${markup}</body></html>`).document };
}

const [example] = entryOf().functional.disputed ?? [];
if (example === undefined) throw new Error("the fixture disputes nothing");

describe("disputedSection", () => {
  test("shows each example: its picture, what both say and how sure, and who is right", () => {
    const texts = [...sectionOf().document.querySelectorAll("li p")].map((p) => p.textContent);
    expect(texts).toHaveLength(4);
    expect(texts[0]).toBe(
      "example 7 JSD 0.960A: bird, 99.0% sure; B: cat, 97.0% sure.The label says bird: A is right.",
    );
    expect(texts[1]).toMatch(/The label says deer: B is right\.$/);
    expect(texts[2]).toMatch(/The label says frog: neither is right\.$/);
    expect(sectionOf().document.querySelectorAll("img")).toHaveLength(3);
    expect(sectionOf().document.querySelector("img")?.getAttribute("alt")).toBe("Image of example 7 of CIFAR-10 test");
  });

  test("says why there is no picture, and no label", () => {
    expect(sectionOf().markup).toContain("No picture: float arrays are fed as they are: they are no pictures.");
    const reasons = { "functional.disputed.0.label": "data has no labels" };
    const { markup } = sectionOf([{ ...example, label: null }], reasons);
    expect(markup).toContain("The label is not known (data has no labels).");
  });

  test("says so where none is disputed, and is empty where nothing can be compared", () => {
    expect(sectionOf([]).markup).toContain("Both give the same class to every example.");
    expect(disputedSection({ ...compareResult(), data: [emptied(entryOf())] }).markup).toBe("");
  });

  test("numbers classes that nothing names", () => {
    const unnamed = {
      ...example,
      a: { class: 4, probability: 0.5 },
      b: { class: 5, probability: 0.5 },
      label: { class: 5 },
    };
    expect(sectionOf([unnamed]).document.querySelector("li p")?.textContent).toMatch(/A: class 4, .* says class 5: B/);
  });

  test("hostile names, ids and pictures stay text", () => {
    const hostile = `"><script>alert(1)</script>`;
    const named = { class: 1, name: hostile, probability: 1 };
    const evil = { ...example, id: hostile, a: named, b: { ...named, class: 2 }, thumbnail: `x${hostile}` };
    const { document } = sectionOf([evil]);
    expect(document.querySelectorAll("script")).toHaveLength(0);
    expect(document.querySelector("img")?.getAttribute("src")).toBe(`x${hostile}`);
  });
});
