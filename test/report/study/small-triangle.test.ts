import { expect, test } from "vitest";
import { smallTriangle } from "../../../src/report/study/small-triangle.js";
import { emptied, entryOf } from "../variants.js";

test("the outline is closed where all three values are there, dashed out of distribution", () => {
  const { markup } = smallTriangle([entryOf(), entryOf(1)], "a and b");
  expect(markup.match(/Z" fill="var/g)).toHaveLength(2);
  expect(markup.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(markup).toContain('aria-label="a and b"');
});

test("nothing is drawn of what has no value", () => {
  const { markup } = smallTriangle([emptied(entryOf())], "<b>");
  expect(markup).toContain('d="M" ');
  expect(markup).not.toMatch(/NaN|null|<b>/);
});
