import { expect, test } from "vitest";
import { bundlePageScript } from "../../scripts/bundle-page-script.js";
import { PAGE_SCRIPT } from "../../src/report/page-script.js";

test("the committed script is what the files of browser/ bundle to: after a change, npm run page", async () => {
  expect(await bundlePageScript()).toBe(PAGE_SCRIPT);
});

test("the script can stand in a page, is small and asks for nothing", () => {
  expect(PAGE_SCRIPT).not.toMatch(/<\/script|<!--/i);
  expect(Buffer.byteLength(PAGE_SCRIPT)).toBeLessThan(20_000);
  expect(PAGE_SCRIPT).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|import\()/);
});
