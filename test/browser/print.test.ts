import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { renderPage } from "../../src/report/render-page.js";
import { renderStudy } from "../../src/report/render-study.js";
import { connected } from "../report/variants.js";
import { compareResult } from "../support/compare-result.js";
import { studyResult } from "../support/study-result.js";
import { describeInBrowser } from "./support/open-page.js";

/** A4 less the margins that the style sheet asks for. */
const PAPER = { viewport: { width: 688, height: 1000 }, colorScheme: "dark" } as const;

const result = { ...compareResult(), data: compareResult().data.map((entry) => connected(entry)) };

/** What is there of the elements that a selector finds. */
function visible(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((element) => element.checkVisibility({ contentVisibilityAuto: true }))
    .map(({ tagName, textContent }) => tagName + " " + textContent.slice(0, 40))`);
}

/** Lays the page out for paper: what comes into view with it is there with the frame after the next. */
async function onPaper(page: Page, colorScheme?: "dark"): Promise<void> {
  await page.emulateMedia({ media: "print", ...(colorScheme && { colorScheme }) });
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))");
}

describeInBrowser("on paper", (open) => {
  test.each([
    ["a comparison", renderPage(result)],
    ["a study", renderStudy(studyResult({ models: 7, layers: 4, failed: true }))],
    ["a study of many models", renderStudy(studyResult({ models: 21, layers: 2 }))],
  ])("%s is light, has nothing to press, is laid open and no wider than the paper", async (_, html) => {
    const { page } = await open(html, PAPER);
    await onPaper(page, "dark");
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(await visible(page, ".tools, .controls, .copy, nav, input, summary:not(.unprinted > summary)")).toEqual([]);
    const folded = "details:not(.unprinted) > :not(summary)";
    const left = `[...document.querySelectorAll("${folded}")].filter((part) =>
      part.parentElement.checkVisibility() && !part.checkVisibility({ contentVisibilityAuto: true })).length`;
    expect(await page.evaluate(left)).toBe(0);
    expect(await visible(page, "details.unprinted > :not(summary)")).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PAPER.viewport.width);
    const cut = await page.evaluate(`[...document.querySelectorAll(".scroll, pre")]
      .filter((box) => box.checkVisibility() && getComputedStyle(box).overflowY !== "visible").length`);
    expect(cut).toBe(0);
  });

  test("a long table is printed by its first rows, which it says", async () => {
    const { page } = await open(renderStudy(studyResult({ models: 21, layers: 2 })), PAPER);
    await onPaper(page);
    expect(await visible(page, "[data-table=pairs] tbody tr")).toHaveLength(40);
    const said = `getComputedStyle(document.querySelector("[data-table=pairs]"), "::after").content`;
    expect(await page.evaluate(said)).toBe('"The first 40 of 210 rows."');
  });
});
