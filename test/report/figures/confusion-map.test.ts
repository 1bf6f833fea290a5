import { describe, expect, test } from "vitest";
import { type ConfusionMap, confusionMap } from "../../../src/report/figures/confusion-map.js";
import { similarityColour } from "../../../src/report/figures/similarity-colour.js";
import { rounded } from "../rounded.js";

const map: ConfusionMap = {
  names: ["cat", "dog", "a class with a very long name indeed"],
  counts: [
    [90, 8, 2],
    [0, 1204, 3],
    [0, 0, 0],
  ],
};

describe("confusionMap", () => {
  const svg = confusionMap(map);

  test("draws cells, counts, names and legend", async () => {
    await expect(rounded(svg)).toMatchFileSnapshot("../__snapshots__/confusion-map.svg");
  });

  test("has the full names and the counts in the tooltips, and leaves empty cells empty", () => {
    expect(svg).toContain("<title>A says \u2068dog\u2069\nB says \u2068dog\u2069\n1,204 examples</title>");
    expect(svg).toContain("<title>\u2068a class with a very long name indeed\u2069</title>");
    expect(svg.match(/<rect[^>]*><title>/g)).toHaveLength(5);
    expect(svg).not.toMatch(/\n0 examples/);
  });

  test("colours by the share of the row: a full row's diagonal is the brightest", () => {
    const fills = [
      ...svg.matchAll(
        /<rect[^>]*fill="(#[0-9a-f]{6}|rgb[^"]*)"[^>]*><title>A says \u2068(\w+)[^\n]*\nB says \u2068(\w+)/g,
      ),
    ];
    const fill = (a: string, b: string) => fills.find(([, , x, y]) => x === a && y === b)?.[1];
    expect(fill("dog", "dog")).toBe(similarityColour(1204 / 1207));
    expect(fill("cat", "dog")).toBe(similarityColour(0.08));
  });

  test("names itself for those who do not see it", () => {
    expect(svg).toContain('aria-label="What A (rows) and B (columns) call 1,307 examples, 3 classes: 1,294 the same"');
  });

  test("escapes the classes' names", () => {
    const evil = `"'><script>&lt;`;
    const drawn = confusionMap({ ...map, names: [evil, "", "x".repeat(300)] });
    expect(drawn).not.toContain("<script");
    expect(drawn).toContain("&lt;script&gt;&amp;lt;");
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("the same map gives the same bytes", () => {
    expect(confusionMap(map)).toBe(svg);
  });
});
