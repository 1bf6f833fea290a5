import { describe, expect, test } from "vitest";
import { asMarkup, escapeText, markup } from "../../src/report/markup.js";

describe("escapeText", () => {
  test("leaves nothing that could end a text or an attribute", () => {
    expect(escapeText(`<a href="x" title='y'>&amp;`)).toBe("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
  });

  test("replaces control characters and keeps line breaks, tabs and every script", () => {
    expect(escapeText("a\u0000b\u001b\u0085c\td\ne שלום 网络 🙂")).toBe("a\ufffdb\ufffd\ufffdc\td\ne שלום 网络 🙂");
  });
});

describe("markup", () => {
  test("escapes text and keeps markup, also inside lists", () => {
    const inner = [markup`<i>${"<"}</i>`, " & ", asMarkup("<br>"), [1.5, []]];
    expect(markup`<p>${inner}</p>`.markup).toBe("<p><i>&lt;</i> &amp; <br>1.5</p>");
  });

  test("refuses numbers that are not finite", () => {
    expect(() => markup`${Number.NaN}`).toThrow(new RangeError("markup: cannot show the number NaN"));
    expect(() => markup`${[-Infinity]}`).toThrow(new RangeError("markup: cannot show the number -Infinity"));
  });
});
