import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { renderPage } from "../../src/report/render-page.js";
import { connected, named } from "../report/variants.js";
import { compareResult } from "../support/compare-result.js";
import { describeInBrowser } from "./support/open-page.js";
import { violations } from "./support/violations.js";

const result = { ...compareResult(), data: compareResult().data.map((entry) => connected(entry)) };
const html = renderPage(result, { yardstick: { label: "two seeds", data: compareResult().data } });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

describeInBrowser("the page of a comparison", (open) => {
  test("opens from disk without a complaint and asks for nothing", async () => {
    const { page, complaints, requests } = await open(html);
    expect(await page.title()).toBe("ResNet-20 and ResNet-56: the Triangle of Similarity");
    expect([...complaints, ...requests]).toEqual([]);
  });

  test("keeps nobody out, light or dark", async () => {
    const { page } = await open(renderPage({ ...result, data: result.data.slice(0, 1) }));
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page)).toEqual([]);
  });

  test("fits a phone: nothing but tables and maps scrolls sideways", async () => {
    const { page } = await open(html, PHONE);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });

  test("switches measure and scale, by mouse and by keyboard", async () => {
    const { page } = await open(html);
    const shown = () =>
      page
        .locator("[data-figure^=layers-]:visible")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-figure")));
    expect(await shown()).toEqual(["layers-cka-1-cifar-10-test", "layers-cka-2-cifar-10-test-blurred"]);
    await page.getByText("Procrustes similarity", { exact: true }).first().click();
    expect(await shown()).toEqual(["layers-procrustes-1-cifar-10-test"]);
    await page.getByLabel("as measured").focus();
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toEqual(["layers-procrustes-above-chance-1-cifar-10-test"]);
  });

  test("a map is read by pointer and by arrow keys, with full names and numbers", async () => {
    const { page } = await open(html);
    const map = page.locator("[data-figure=layers-cka-1-cifar-10-test] .reader");
    const tip = page.locator(".tip");
    await map.scrollIntoViewIfNeeded();
    const at = await map.locator("svg").evaluate((svg) => {
      const { left, top, size } = JSON.parse(svg.closest(".reader")?.querySelector("script")?.textContent ?? "");
      const box = svg.getBoundingClientRect();
      const scale = box.width / Number(svg.getAttribute("width"));
      // The middle of the second row's first cell.
      return { x: box.x + scale * (left + size / 2), y: box.y + scale * (top + 1.5 * size) };
    });
    await page.mouse.move(at.x, at.y);
    await expect.poll(() => tip.innerText()).toMatch(/^A .\/layer1\/layer1\.1\/Relu_1_output_0.\nB /);
    expect(await tip.innerText()).toMatch(/\nCKA 0\.\d{3}\n95% interval \[.*\]\np, corrected for all cells, < 0\.001$/);
    await page.mouse.move(0, 0);
    expect(await tip.isVisible()).toBe(false);
    await page.getByLabel("as measured").focus();
    await page.keyboard.press("Tab");
    expect(await map.evaluate((element) => element.matches(":focus"))).toBe(true);
    const before = await tip.innerText();
    await page.keyboard.press("ArrowDown");
    expect(await tip.innerText()).not.toBe(before);
    await page.keyboard.press("Escape");
    expect(await tip.isVisible()).toBe(false);
  });

  test("a curve is read point by point", async () => {
    const { page } = await open(html);
    const curve = page.locator("[data-figure=pruning-accuracy-1-cifar-10-test] .reader");
    await curve.scrollIntoViewIfNeeded();
    await page.locator("[data-figure=pruning-self-1-cifar-10-test] .reader").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(".tip").innerText()).toMatch(/^[AB], Accuracy at 0\.1: 0\.\d{3}$/);
  });

  test("gives figures as SVG and PNG, and tables as CSV", async () => {
    const { page } = await open(html);
    const saved = async (label: string) => {
      const coming = page.waitForEvent("download");
      await page.getByLabel(label, { exact: true }).click();
      const download = await coming;
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const svg = await saved("Save triangle as SVG");
    expect(svg.name).toBe("triangle.svg");
    expect(svg.bytes.toString()).toMatch(/^<\?xml[^>]*>\n<svg /);
    expect(svg.bytes.toString()).not.toMatch(/var\(|currentColor/);
    const png = await saved("Save triangle as PNG");
    expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(png.bytes.readUInt32BE(16)).toBe(1500);
    const csv = await saved("Save the table predictive as CSV");
    expect(csv.bytes.toString()).toContain(
      'Agreement share of examples with the same top-1 class,0.921,0.1,"[0.903, 0.936]"\r\n',
    );
  });

  test("hostile names do no harm", async () => {
    const name = `"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202eالعربية${"n".repeat(300)}`;
    const { page, complaints, requests } = await open(renderPage(named(name)), PHONE);
    expect([...complaints, ...requests]).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.locator("[data-figure^=layers-cka-1] .reader").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(".tip").innerText()).toContain(name.slice(0, 20));
  });
});
