import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { renderStudy } from "../../src/report/render-study.js";
import { standaloneSvg } from "../../src/report/standalone-svg.js";
import { studyFigures } from "../../src/report/study-figures.js";
import { studyResult } from "../support/study-result.js";
import { describeInBrowser } from "./support/open-page.js";
import { violations } from "./support/violations.js";

const study = studyResult({ models: 7, layers: 4, failed: true });
const html = renderStudy(study);

/** A file that a button of the page gives. */
async function saved(page: Page, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const coming = page.waitForEvent("download");
  await page.getByLabel(label, { exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

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
    const drawn = () => page.locator("[data-figure^=layers-]").count();
    expect(await drawn()).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog.pair");
    expect(await drawn()).toBe(2);
    expect(await dialog.getByText("The whole comparison").getAttribute("href")).toMatch(/^pairs\/.*\/index\.html$/);
    expect(await dialog.innerText()).toMatch(/static 0\.\d{3} · functional 0\.\d{3} · sparsity 0\.\d{3}/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("the maps of a pair are read by arrow keys and saved, though they are drawn late", async () => {
    const { page, complaints } = await open(html);
    await page.locator("[data-figure=matrix-static-1-cifar-10-test] .reader").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const figure = page.locator("dialog [data-figure^=layers-]").first();
    await figure.locator(".reader").focus();
    await page.keyboard.press("ArrowDown");
    const tip = page.locator(".tip");
    expect(await tip.innerText()).toMatch(/^A .*\nB .*\nCKA −?\d\.\d{3}$/);
    // What lies in the dialog's layer is all that can be seen.
    expect(await tip.evaluate((element) => element.closest("dialog") !== null && element.checkVisibility())).toBe(true);
    const name = await figure.getAttribute("data-figure");
    const svg = await saved(page, `Save ${name} as SVG`);
    expect(svg.name).toBe(`${name}.svg`);
    expect(svg.bytes.toString()).toMatch(/^<\?xml[^>]*>\n<svg .*aria-label="CKA of 4 layers of A/);
    expect((await saved(page, `Save ${name} as PNG`)).bytes.subarray(1, 4).toString()).toBe("PNG");
    await page.keyboard.press("Escape");
    await page.locator("[data-figure=map-1-cifar-10-test] .reader").focus();
    await page.keyboard.press("ArrowRight");
    expect(await tip.evaluate((element) => element.parentElement?.tagName)).toBe("BODY");
    expect(complaints).toEqual([]);
  });

  test("the triangles of many pairs are saved as one figure, the same as the file that is written", async () => {
    const { page } = await open(html);
    const sheet = studyFigures(study).find(({ name }) => name === "triangles-of-two-families");
    const svg = await saved(page, "Save triangles-of-two-families as SVG");
    const parsed = (text: string) =>
      page.evaluate(`(() => {
        const { documentElement } = new DOMParser().parseFromString(${JSON.stringify(text)}, "image/svg+xml");
        return new XMLSerializer().serializeToString(documentElement);
      })()`);
    expect(await parsed(svg.bytes.toString())).toBe(await parsed(standaloneSvg(sheet?.svg ?? "")));
    const png = await saved(page, "Save triangles-of-two-families as PNG");
    const [width, height] =
      /viewBox="0 0 (\d+) (\d+)"/
        .exec(sheet?.svg ?? "")
        ?.slice(1)
        .map(Number) ?? [];
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([3 * (width ?? 0), 3 * (height ?? 0)]);
  });

  test("every figure and every table can be saved, the command be copied", async () => {
    const { page } = await open(html);
    const lacking = await page.evaluate(`[...document.querySelectorAll("figure")].flatMap((figure) => {
      const wanted = "table" in figure.dataset ? ["CSV"] : figure.querySelector("svg") === null ? [] : ["SVG", "PNG"];
      const offered = [...figure.querySelectorAll(".tools button")].map(({ textContent }) => textContent);
      return wanted.filter((one) => !offered.includes(one)).map((one) => figure.outerHTML.slice(0, 80) + one);
    })`);
    expect(lacking).toEqual([]);
    expect(await page.locator("svg").evaluateAll((all) => all.filter((svg) => !svg.closest("figure")).length)).toBe(0);
    await page.getByLabel("Copy: The command").click();
    expect(await page.evaluate("getSelection().toString()")).toBe(study.provenance.command);
  });

  test("the pairs are saved with plain names, every column with a name, and what a functional score is", async () => {
    const { page } = await open(html);
    const { bytes } = await saved(page, "Save the table pairs as CSV");
    const [headings = "", first] = bytes.toString().split("\r\n");
    const { a, b } = study.pairs[0] ?? {};
    expect(first).toMatch(new RegExp(`^"${a}, ${b}",0\\.\\d+,0\\.\\d+,1 − JSD,0\\.\\d+,`));
    const sides = ["static", "functional", "functional measure", "sparsity"];
    const columns = study.data.flatMap(({ name }) => sides.map((side) => `${side} ${name}`));
    expect(headings).toBe(
      ["Pair", ...columns].map((column) => (column.includes(",") ? `"${column}"` : column)).join(","),
    );
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
