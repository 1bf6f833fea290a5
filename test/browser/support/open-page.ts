import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { temporaryFolder } from "../../data/support/temporary-folder.js";

const PLACES = [
  process.env.TRISIM_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const found = PLACES.find((path) => path !== undefined && existsSync(path));

/** A page in the browser, and all that went wrong or was asked for. */
interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors. */
  readonly complaints: readonly string[];
  /** Addresses that the page asked for, its own aside. */
  readonly requests: readonly string[];
}

export type Open = (html: string, options?: BrowserContextOptions) => Promise<Opened>;

/**
 * Tests in a real browser, skipped where none is found, unless TRISIM_BROWSER=required. TRISIM_CHROMIUM names one that
 * lies elsewhere.
 *
 * @param body - gets a function that opens HTML from a file, as a reader does.
 */
export function describeInBrowser(what: string, body: (open: Open) => void): void {
  const required = process.env.TRISIM_BROWSER === "required";
  const title = found === undefined && !required ? `${what} (no Chromium found, TRISIM_CHROMIUM may name one)` : what;
  describe.skipIf(found === undefined && !required)(title, () => {
    const { write } = temporaryFolder();
    let browser: Browser;
    let files = 0;
    beforeAll(async () => {
      if (found === undefined) throw new Error("TRISIM_BROWSER=required, but there is no Chromium");
      // Whoever runs the tests as root, in a container, has no sandbox.
      browser = await chromium.launch({ executablePath: found, args: ["--no-sandbox"] });
    });
    afterAll(() => browser?.close());
    body(async (html, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      const url = pathToFileURL(write(`page-${files++}.html`, html)).href;
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("request", (request) => {
        if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
      });
      await page.goto(url);
      return { page, complaints, requests };
    });
  });
}
