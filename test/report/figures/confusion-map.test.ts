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
  const { svg, reading } = confusionMap(map);

  test("draws cells, counts, names and legend", async () => {
    await expect(rounded(svg)).toMatchFileSnapshot("../__snapshots__/confusion-map.svg");
  });

  test("is read by full names and counts, and leaves empty cells empty", () => {
    expect(reading.lines[0]?.of[1]).toEqual(["0", "1,204", "3"]);
    expect(reading.titles).toEqual(["A says", "B says"]);
    expect(svg).toContain("<title>\u2068a class with a very long name indeed\u2069</title>");
    expect(svg.match(/<path d="M[\d.]+,[\d.]+h29/g)).toHaveLength(5);
  });

  test("colours by the share of the row: a full row's diagonal is the brightest", () => {
    const cell = (i: number, j: number) => `M${30 * j + 0.5},${30 * i + 0.5}h29`;
    const fill = (at: string) =>
      [...svg.matchAll(/<path d="([^"]*)" fill="([^"]*)"/g)].find(([, d]) => d?.includes(at))?.[2];
    expect(fill(cell(1, 1))).toBe(similarityColour(1204 / 1207));
    expect(fill(cell(0, 1))).toBe(similarityColour(0.08));
  });

  test("names itself for those who do not see it", () => {
    expect(svg).toContain('aria-label="What A (rows) and B (columns) call 1,307 examples, 3 classes: 1,294 the same"');
  });

  test("escapes the classes' names", () => {
    const evil = `"'><script>&lt;`;
    const { svg: drawn } = confusionMap({ ...map, names: [evil, "", "x".repeat(300)] });
    expect(drawn).not.toContain("<script");
    expect(drawn).toContain("&lt;script&gt;&amp;lt;");
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("the same map gives the same bytes", () => {
    expect(confusionMap(map)).toEqual({ svg, reading });
  });
});
