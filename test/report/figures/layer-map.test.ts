import { describe, expect, test } from "vitest";
import { bestOfRows, type LayerMap, layerMap } from "../../../src/report/figures/layer-map.js";
import { rounded } from "../rounded.js";

const map: LayerMap = {
  measure: "CKA",
  a: ["/layer1/layer1.0/Relu_output_0", "/layer1/layer1.1/Relu_output_0", "/Flatten_output_0"],
  b: ["/stage1/Add_output_0", "/stage2/Add_output_0", "/stage3/Add_output_0", "/Flatten_output_0"],
  values: [
    [0.91, 0.62, 0.2, -0.0001],
    [0.55, 0.83, 0.41, 0.1],
    [-0.12, null, 0.66, 0.87],
  ],
  chance: [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, null],
  ],
};

describe("layerMap", () => {
  const svg = layerMap(map);

  test("draws cells, names, legend, best matches, negative and undefined values", async () => {
    await expect(rounded(svg)).toMatchFileSnapshot("../__snapshots__/layer-map.svg");
  });

  test("has the full names and the numbers in the tooltips", () => {
    expect(svg).toContain(
      "<title>A \u2068/layer1/layer1.1/Relu_output_0\u2069\nB \u2068/stage2/Add_output_0\u2069\nCKA 0.830 (chance 0.000)</title>",
    );
    expect(svg).toContain("<title>\u2068/layer1/layer1.0/Relu_output_0\u2069</title>");
    expect(svg).toContain("CKA 0.870</title>");
  });

  test("marks with a minus only what prints as negative, with a dash what is undefined", () => {
    expect(svg.match(/>−</g)).toHaveLength(1);
    expect(svg.match(/>–</g)).toHaveLength(1);
  });

  test("names itself for those who do not see it", () => {
    expect(svg).toContain(
      'aria-label="CKA of 3 layers of A (rows) with 4 layers of B (columns), from −0.120 to 0.910"',
    );
  });

  test("a map without any value is drawn without a number", () => {
    const empty = layerMap({ ...map, values: map.values.map((row) => row.map(() => null)), chance: null });
    expect(empty).toContain("no values");
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("escapes the layers' names", () => {
    const evil = `"'><script>&lt;`;
    const drawn = layerMap({ ...map, a: [evil, `${evil}2`, "x".repeat(300)] });
    expect(drawn).not.toContain("<script");
    expect(drawn).toContain("&lt;script&gt;&amp;lt;");
  });

  test("the same map gives the same bytes", () => {
    expect(layerMap(map)).toBe(svg);
  });
});

test("the best match of a row is the first of the largest", () => {
  expect(bestOfRows([[0.1, 0.7, 0.7], [null, -0.2, -0.3], [null]])).toEqual([
    { i: 0, j: 1, value: 0.7 },
    { i: 1, j: 1, value: -0.2 },
  ]);
});
