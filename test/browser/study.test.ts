import { expect, test } from "vitest";
import { renderStudy } from "../../src/report/render-study.js";
import { studyResult } from "../support/study-result.js";
import { describeInBrowser } from "./support/open-page.js";
import { violations } from "./support/violations.js";

const html = renderStudy(studyResult({ models: 7, layers: 4, failed: true }));

describeInBrowser("the page of a study", (open) => {
  test("opens from disk without a complaint, asks for nothing, keeps nobody out and fits a phone", async () => {
    const { page, complaints, requests } = await open(html);
    expect([...complaints, ...requests]).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });

  test("a cell opens its pair, whose map is drawn then, and Escape closes it", async () => {
    const { page, complaints } = await open(html);
    const matrix = page.locator("[data-figure=matrix-static-1-cifar-10-test] .reader");
    await matrix.focus();
    expect(await page.locator("canvas").count()).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog.pair");
    expect(await dialog.locator("canvas").count()).toBe(2);
    expect(await dialog.getByText("The whole comparison").getAttribute("href")).toMatch(/^pairs\/.*\/index\.html$/);
    expect(await dialog.innerText()).toMatch(/static 0\.\d{3} · functional 0\.\d{3} · sparsity 0\.\d{3}/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await dialog.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("the matrices change side; the selection is sorted and filtered", async () => {
    const { page } = await open(html);
    await page.getByText("Robustness", { exact: true }).first().click();
    const shown = page.locator("[data-figure^=matrix-]:visible");
    expect(await shown.evaluateAll((all) => all.map((one) => one.getAttribute("data-figure")))).toEqual([
      "matrix-sparsity-1-cifar-10-test",
      "matrix-sparsity-2-cifar-10-test-blurred",
    ]);
    const table = page.locator("figure[data-table=selection]");
    const parameters = () =>
      table
        .locator("tbody tr:visible td:nth-of-type(7)")
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-value")));
    await table.getByRole("button", { name: "Parameters" }).click();
    const numbers = (await parameters()).filter((value) => value !== "").map(Number);
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
    expect((await parameters()).at(-1)).toBe("");
    await table.getByRole("searchbox").fill("vit");
    expect(await parameters()).toHaveLength(2);
  });
});
