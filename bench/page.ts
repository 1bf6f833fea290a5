/**
 * What the page of a large study costs: how long it takes to render, to open, and to be scrolled through, and what that time goes
 * into. Needs Chromium.
 *
 *   npm run bench:page -- [models] [layers]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { renderStudy } from "../src/report/render-study.js";
import { studyResult } from "../test/support/study-result.js";
import { pageWork, TRACED } from "./page-work.js";

const [models = 50, layers = 24] = process.argv.slice(2).map(Number);
const families = ["cnn", "vit", "vlm", "mixer", "other"];
const study = studyResult({ models, layers, families });
renderStudy(study);
const start = process.cpuUsage();
const html = renderStudy(study);
const { user, system } = process.cpuUsage(start);
console.log(
  `${models} models, ${study.pairs.length} pairs with maps of ${layers} × ${layers}: ${megabytes(html.length)}`,
);
console.log(`rendered in ${seconds((user + system) / 1000)} of the processor`);

const folder = mkdtempSync(join(tmpdir(), "trisim-page-"));
try {
  const file = join(folder, "index.html");
  writeFileSync(file, html);
  const browser = await chromium.launch({
    executablePath: process.env.TRISIM_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    return page;
  };
  const page = await open();
  console.log(`opened in ${seconds(await opened(page))}`);
  const frames = await scrolled(page);
  const late = frames.filter((frame) => frame > 50);
  console.log(
    `scrolled through beside a load of ${fixed(loadavg()[0] ?? 0)}: ${frames.length} frames, the longest ${Math.round(Math.max(...frames))} ms, ${late.length} beyond 50 ms`,
  );
  console.log(`a pair opened, its maps drawn, in ${Math.round(await pairOpened(page))} ms`);
  const traced = await open();
  await browser.startTracing(traced, { categories: TRACED });
  const count = (await scrolled(traced)).length;
  const work = pageWork(await browser.stopTracing());
  const a = (time: number) => `${fixed(time / count)} ms`;
  console.log(
    `the processor’s time a frame: ${a(work.page)} of the page’s thread (${a(work.script)} of scripts, ${a(work.layout)} of style and layout, ${a(work.paint)} of paint; ${fixed(work.longest)} ms in the dearest), ${a(work.raster)} of raster, ${a(work.screen)} to put it on the screen, which software does here`,
  );
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}

/** From the beginning of the navigation until all is loaded and painted. */
function opened(page: Page): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  })`) as Promise<number>;
}

/** Milliseconds between frames while the page moves down by half a screen a frame. */
function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(`new Promise((done) => {
    document.documentElement.style.scrollBehavior = "auto";
    const frames = [];
    let last = performance.now();
    const step = (now) => {
      frames.push(now - last);
      last = now;
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) return done(frames.slice(1));
      scrollBy(0, 120);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`) as Promise<number[]>;
}

/** Milliseconds from a click on a cell to the frame that shows its pair. */
async function pairOpened(page: Page): Promise<number> {
  const cell = page.locator("[data-figure^=matrix-static] svg").first();
  await cell.scrollIntoViewIfNeeded();
  const { x = 0, y = 0, width = 0 } = (await cell.boundingBox()) ?? {};
  await page.evaluate(`addEventListener("click", ({ timeStamp }) => {
    requestAnimationFrame(() => setTimeout(() => { window.pairTook = performance.now() - timeStamp; }, 0));
  }, { capture: true, once: true })`);
  await page.mouse.click(x + 0.4 * width, y + 0.3 * width);
  await page.locator("dialog.pair svg").first().waitFor();
  return (await page.waitForFunction("window.pairTook")).jsonValue() as Promise<number>;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
