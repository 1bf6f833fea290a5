import * as Plot from "@observablehq/plot";
import { expect, test } from "vitest";
import { plotSvg } from "../../../src/report/figures/plot-svg.js";

test("a plot is an SVG element that stands alone and has a name", () => {
  const svg = plotSvg({ ariaLabel: "name", marks: [] });
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toMatch(/^<svg [^>]*role="img"/);
  expect(svg).toMatch(/^<svg [^>]*aria-label="name"/);
});

test("text and attributes are escaped", () => {
  const svg = plotSvg({ ariaLabel: `"<&quot;`, marks: [Plot.text(["</title><script>"], { title: () => "</svg>" })] });
  expect(svg).toContain('aria-label="&quot;&lt;&amp;quot;"');
  expect(svg).toContain("&lt;/title&gt;&lt;script&gt;");
  expect(svg).not.toContain("<script");
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
});
