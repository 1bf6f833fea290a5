import { describe, expect, test } from "vitest";
import { triangle } from "../../../src/report/figures/triangle.js";
import { compareResult } from "../../support/compare-result.js";
import { rounded } from "../rounded.js";
import { emptied, entryOf, named } from "../variants.js";

describe("triangle", () => {
  test("draws data sets over each other, with interval and chance", async () => {
    await expect(rounded(triangle(compareResult().data))).toMatchFileSnapshot("../__snapshots__/triangle.svg");
  });

  test("leaves the outline open and shows a dash where a side has no value", async () => {
    const entry = entryOf();
    const vertices = { ...entry.vertices, functional: emptied(entry).vertices.functional };
    const svg = triangle([{ ...entry, vertices }]);
    await expect(rounded(svg)).toMatchFileSnapshot("../__snapshots__/triangle-open.svg");
    expect(svg).not.toMatch(/Z"|NaN|null|undefined/);
    expect(svg).toContain(">–</tspan>");
    expect(svg).toContain("functional not given");
  });

  test("draws nothing but dashes where no side has a value", () => {
    const svg = triangle([emptied(entryOf())]);
    expect(svg.match(/>–</g)).toHaveLength(3);
    expect(svg).not.toMatch(/<circle|NaN/);
    expect(svg).toContain("static not given (a is constant)");
  });

  test("moves the centre below 0 where a number is negative, and keeps 0 as a ring", () => {
    const entry = entryOf();
    const low = { ...entry.vertices.static, score: -0.02, interval: [-0.31, 0.2] as [number, number] };
    const svg = triangle([{ ...entry, vertices: { ...entry.vertices, static: low } }]);
    expect(svg).toContain(">−0.5</text>");
    expect(svg).toContain(">0</text>");
    expect(svg).toContain(">−0.020</tspan>");
  });

  test("names itself and each value for those who do not see it", () => {
    expect(triangle([entryOf()])).toContain(
      'aria-label="Triangle of similarity. \u2068CIFAR-10 test\u2069: static 0.893, functional 0.948, sparsity 0.942"',
    );
  });

  test("escapes the names of data sets", () => {
    const svg = triangle(named('"><script>').data);
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&quot;&gt;&lt;script&gt;");
  });
});
