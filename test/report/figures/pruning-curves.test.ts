import { describe, expect, test } from "vitest";
import { pruningCurves } from "../../../src/report/figures/pruning-curves.js";
import { PANELS } from "../../../src/report/figures/pruning-panels.js";
import { rounded } from "../rounded.js";
import { emptied, entryOf, named } from "../variants.js";

const side = entryOf().sparsity;

describe("pruningCurves", () => {
  test.each(PANELS)("draws the panel %s", async (name) => {
    await expect(rounded(pruningCurves(side, name))).toMatchFileSnapshot(`../__snapshots__/pruning-${name}.svg`);
  });

  test("shades each level where the gain does not count and gives the reason", () => {
    const svg = pruningCurves(side, "gain");
    const shaded = svg.split('data-mark="rect"')[1]?.split("</g>")[0];
    expect(shaded?.match(/<rect/g)).toHaveLength(3);
    expect(svg).toContain("does not count: A keeps 0.41 of its accuracy above chance, less than 0.5</title>");
    expect(pruningCurves(side, "self")).not.toContain('data-mark="rect"');
  });

  test("leaves a gap where a value is null", () => {
    const cka = side.cross.cka.map((value, index) => (index === 4 ? null : value));
    const svg = pruningCurves({ ...side, cross: { ...side.cross, cka } }, "cross");
    const points = (drawn: string) => drawn.match(/<title>/g)?.length ?? 0;
    expect(points(svg)).toBe(points(pruningCurves(side, "cross")) - 1);
    expect(svg).not.toMatch(/NaN|null|undefined/);
  });

  test.each(PANELS)("draws the panel %s without any value", (name) => {
    const svg = pruningCurves(emptied(entryOf()).sparsity, name);
    expect(svg).toContain("no values");
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("the labels at the curves' ends stand apart", () => {
    const same = { ...side, b: { ...side.b, cka: side.a.cka } };
    const labels = [...pruningCurves(same, "self").matchAll(/translate\([\d.]+,([\d.]+)\)"[^>]*>[AB]</g)];
    const [a, b] = labels.map(([, y]) => Number(y));
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThan(12);
  });

  test("escapes the reasons", () => {
    const svg = pruningCurves(named("<script>").data[0]?.sparsity ?? side, "gain");
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;");
  });
});
