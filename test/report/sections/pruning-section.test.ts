import { describe, expect, test } from "vitest";
import { pruningSection } from "../../../src/report/sections/pruning-section.js";
import type { DataEntry } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { shown } from "../shown.js";
import { emptied, entryOf } from "../variants.js";

function sectionOf(entry: DataEntry): string {
  return shown(pruningSection({ ...compareResult(), data: [entry] }).markup);
}

describe("pruningSection", () => {
  const section = sectionOf(entryOf());

  test("draws four panels a data set, with the method and n in the caption", () => {
    expect(section.match(/<svg/g)).toHaveLength(4);
    expect(section).toContain("global magnitude pruning, one-shot, without retraining");
    expect(section).toContain("CKA and accuracy over <i>n</i>&nbsp;=&nbsp;1,000 examples");
  });

  test("gives the levels where the gain does not count with their reasons, in the open", () => {
    expect(section).toContain("<li>at 0.9: A keeps 0.41 of its accuracy above chance, less than 0.5</li>");
    expect(section).toContain("<li>at 0.95 and 0.99: both models are near chance");
  });

  test("says so where the gain counts everywhere", () => {
    const { sparsity } = entryOf();
    const cross = { ...sparsity.cross, counts: sparsity.levels.map(() => true) };
    expect(sectionOf({ ...entryOf(), sparsity: { ...sparsity, cross } })).toContain("The gain counts at every level.");
  });

  test("has every level in numbers, greyed where the gain does not count", () => {
    expect(section).toContain(
      '<tr><th scope="row">0.5</th><td>50.0%, 49.5%</td><td>50.0%, 49.5%</td><td>1.000</td><td>1.000</td><td>91.5%</td>',
    );
    expect(section.match(/<tr class="muted"><th scope="row">[\d.]+/g)).toEqual(
      ["0.9", "0.95", "0.99"].map((level) => `<tr class="muted"><th scope="row">${level}`),
    );
  });

  test("says why a panel is empty instead of drawing axes", () => {
    const entry = entryOf();
    const none = entry.sparsity.levels.map(() => null);
    const { a, b } = entry.sparsity;
    const sparsity = { ...entry.sparsity, a: { ...a, accuracy: none }, b: { ...b, accuracy: none } };
    const reasons = { ...entry.reasons, "functional.accuracy.a": "its classes are others" };
    const part = sectionOf({ ...entry, sparsity, reasons });
    expect(part.match(/<svg/g)).toHaveLength(3);
    expect(part).toContain('<p class="missing">– (its classes are others)</p>');
  });

  test("shows dashes with the reason where nothing could be computed", () => {
    const empty = sectionOf(emptied(entryOf()));
    expect(empty.match(/<span title="no level above 0">–<sup>1<\/sup><\/span>/g)).toHaveLength(
      12 * 12 + 3 * 2 + 2 * 2 + 2 * 12,
    );
    expect(empty).toContain("<td>no: no predictions</td>");
  });
});
