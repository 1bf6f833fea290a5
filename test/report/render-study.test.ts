import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { unbroken } from "../../src/report/format.js";
import { renderStudy } from "../../src/report/render-study.js";
import { studyFigures } from "../../src/report/study-figures.js";
import { studyResultSchema } from "../../src/study/results/study.js";
import { studyResult } from "../support/study-result.js";
import { running, shown } from "./shown.js";

const study = studyResult({ models: 6, layers: 3, failed: true });
const html = renderStudy(study);
const { document } = parseHTML(html);

test("the fixture is a valid study", () => {
  expect(studyResultSchema.safeParse(study).error?.issues).toBeUndefined();
});

describe("renderStudy", () => {
  test("shows each finding with its verdict and its evidence", () => {
    const { family, pruning, regulariser } = study.findings;
    const verdicts = [...document.querySelectorAll(".verdict")].map(({ textContent }) => textContent);
    expect(verdicts).toEqual([family.verdict, pruning.verdict, regulariser.verdict]);
    expect([...document.querySelectorAll(".finding details table")].length).toBeGreaterThanOrEqual(3);
    const beside = [...document.querySelectorAll(".finding details li")].map(({ textContent }) => textContent);
    const details = [...family.details, ...pruning.details];
    expect(details.length).toBeGreaterThan(2);
    expect(beside).toEqual(expect.arrayContaining(details.map(unbroken)));
  });

  test("names every figure once, the same as the files", () => {
    const names = [...document.querySelectorAll("[data-figure]")].map((figure) => figure.getAttribute("data-figure"));
    expect(names.toSorted()).toEqual(
      studyFigures(study)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  test("every pair that did not fail opens its comparison", () => {
    const links = [...document.querySelectorAll("[data-table=pairs] a")].map((link) => link.getAttribute("href"));
    expect(links).toHaveLength(10);
    expect(links[0]).toBe("pairs/cnn-1%2Bvit-1/index.html");
  });

  test("says what failed, in the open", () => {
    expect(document.querySelector("header .warnings")?.textContent).toContain("vlm-2 failed");
    expect(shown(html)).toContain("failed: the file is no ONNX model");
  });

  test("is deterministic, loads nothing and shows no number that is none", () => {
    expect(renderStudy(study)).toBe(html);
    expect(running(document)).toHaveLength(1);
    expect(shown(html)).not.toMatch(/NaN|Infinity|\bundefined\b|<(link|iframe|object|embed|base|img)\b|url\(|@import/);
  });

  test("has one heading of the first rank, and no rank is left out below it", () => {
    const ranks = [...html.matchAll(/<h([1-6])/g)].map(([, rank]) => Number(rank));
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
    for (const [index, rank] of ranks.entries()) expect(rank - (ranks[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test("foreign text does no harm", () => {
    const name = `"'><script>alert(1)</script>`;
    const renamed = JSON.parse(JSON.stringify(study).replaceAll("vit-1", JSON.stringify(name).slice(1, -1)));
    const evil = parseHTML(renderStudy({ ...renamed, title: name }));
    expect(running(evil.document)).toHaveLength(1);
    expect(evil.document.querySelector("h1")?.textContent).toBe(name);
  });

  test("a study of one model is a page", () => {
    const alone = renderStudy(studyResult({ models: 1 }));
    expect(shown(alone)).not.toMatch(/NaN|Infinity|\bundefined\b/);
  });
});
