import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { htmlDocument } from "../../src/report/html-document.js";
import { asMarkup, markup } from "../../src/report/markup.js";
import { STYLESHEET } from "../../src/report/stylesheet.js";

test("a document carries its title, its body and its style, and loads nothing", () => {
  const html = htmlDocument("a and b", markup`<main><p>${"x < y"}</p></main>\n`);
  const { document } = parseHTML(html);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n/);
  expect(html).toMatch(/<body>\n<main><p>x &lt; y<\/p><\/main>\n<\/body>\n<\/html>\n$/);
  expect(document.querySelector("title")?.textContent).toBe("a and b");
  expect(document.querySelector("style")?.textContent).toBe(STYLESHEET);
  expect(document.querySelector("meta[charset]")?.getAttribute("charset")).toBe("utf-8");
  expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  );
  expect(document.querySelectorAll("script, link, img, [src], [href]").length).toBe(0);
});

test("text in title and body is escaped unless it is markup already", () => {
  const html = htmlDocument("</title><script>", "<b>no</b>");
  expect(html).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
  expect(html).toContain("&lt;b&gt;no&lt;/b&gt;</body>");
  expect(htmlDocument("t", [asMarkup("<b>yes</b>"), " & no"])).toContain("<b>yes</b> &amp; no</body>");
});
