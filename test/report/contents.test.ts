import { expect, test } from "vitest";
import { contents } from "../../src/report/contents.js";
import { asMarkup, markup } from "../../src/report/markup.js";

test("every section is linked, in order", () => {
  const body = asMarkup('<h2 id="one">First &amp; more</h2><p></p><h2 id="two-b">Second</h2><h2>without</h2>');
  expect(contents(body).markup).toContain(
    '<ol><li><a href="#one">First &amp; more</a></li><li><a href="#two-b">Second</a></li></ol>',
  );
});

test("a page without sections has no links", () => {
  expect(contents(markup`<p>nothing</p>`).markup).toBe("");
});
