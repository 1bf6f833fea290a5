import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { htmlDocument } from "../../src/report/html-document.js";
import { asMarkup, markup } from "../../src/report/markup.js";
import { PAGE_SCRIPT } from "../../src/report/page-script.js";
import { STYLESHEET } from "../../src/report/stylesheet.js";

test("a document carries its title, its body and its style, and loads nothing", () => {
  const html = htmlDocument("a and b", markup`<main><p>${"x < y"}</p></main>\n`);
  const { document } = parseHTML(html);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n/);
  expect(html).toMatch(/<body>\n<main><p>x &lt; y<\/p><\/main>\n<script>[\s\S]*<\/script>\n<\/body>\n<\/html>\n$/);
  expect(document.querySelector("title")?.textContent).toBe("a and b");
  expect(document.querySelector("style")?.textContent).toBe(STYLESHEET);
  expect(document.querySelector("meta[charset]")?.getAttribute("charset")).toBe("utf-8");
  expect(document.querySelectorAll("link, img, [src], [href]").length).toBe(0);
});

test("only the page's own script may run", () => {
  const { document } = parseHTML(htmlDocument("t", ""));
  const script = document.querySelector("script")?.textContent ?? "";
  expect(script).toBe(PAGE_SCRIPT);
  const hash = createHash("sha256").update(script).digest("base64");
  expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toBe(
    `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:`,
  );
});

test("text in title and body is escaped unless it is markup already", () => {
  const html = htmlDocument("</title><script>", "<b>no</b>");
  expect(html).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
  expect(html).toContain("&lt;b&gt;no&lt;/b&gt;<script>");
  expect(htmlDocument("t", [asMarkup("<b>yes</b>"), " & no"])).toContain("<b>yes</b> &amp; no<script>");
});
