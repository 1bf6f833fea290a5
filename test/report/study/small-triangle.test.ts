import { expect, test } from "vitest";
import { smallTriangle } from "../../../src/report/study/small-triangle.js";
import { emptied, entryOf } from "../variants.js";

test("the outline is closed where all three values are there, dashed out of distribution", () => {
  const { markup } = smallTriangle([entryOf(), entryOf(1)], "a and b");
  expect(markup.match(/Z" fill="var/g)).toHaveLength(2);
  expect(markup.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(markup).toContain('aria-label="a and b"');
});

test("a side without a value has a dash at its corner, and the others are points", () => {
  const entry = entryOf();
  const none = { ...entry.vertices.sparsity, score: null };
  const { markup } = smallTriangle([{ ...entry, vertices: { ...entry.vertices, sparsity: none } }], "a and b");
  expect(markup.match(/<circle/g)).toHaveLength(2);
  expect(markup.match(/>–</g)).toHaveLength(1);
  expect(markup).toContain('aria-label="a and b, no value: sparsity"');
  expect(smallTriangle([entry], "a and b").markup).not.toMatch(/<circle|>–</);
});

test("nothing but dashes is drawn of what has no value", () => {
  const { markup } = smallTriangle([emptied(entryOf())], "<b>");
  expect(markup).toContain('d="M" ');
  expect(markup.match(/>–</g)).toHaveLength(3);
  expect(markup).not.toMatch(/NaN|null|<b>/);
});
