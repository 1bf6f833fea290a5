/**
 * What the page of a large study costs: how long it takes to render, to open, and to be scrolled through. Needs Chromium.
 *
 *   npm run bench:page -- [models] [layers]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { renderStudy } from "../src/report/render-study.js";
import { studyResult } from "../test/support/study-result.js";

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
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  console.log(`opened in ${seconds(await opened(page))}`);
  const frames = await scrolled(page);
  const late = frames.filter((frame) => frame > 50);
  console.log(
    `scrolled through: ${frames.length} frames, the longest ${Math.round(Math.max(...frames))} ms, ${late.length} beyond 50 ms`,
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

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
