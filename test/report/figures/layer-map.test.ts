import { describe, expect, test } from "vitest";
import { bestOfRows, type LayerMap, layerMap } from "../../../src/report/figures/layer-map.js";
import { rounded } from "../rounded.js";

const map: LayerMap = {
  measure: "CKA",
  of: ["A", "B"],
  rows: ["/layer1/layer1.0/Relu_output_0", "/layer1/layer1.1/Relu_output_0", "/Flatten_output_0"],
  columns: ["/stage1/Add_output_0", "/stage2/Add_output_0", "/stage3/Add_output_0", "/Flatten_output_0"],
  values: [
    [0.91, 0.62, 0.2, -0.0001],
    [0.55, 0.83, 0.41, 0.1],
    [-0.12, null, 0.66, 0.87],
  ],
  struck: null,
  beside: [{ name: "chance", of: [["0.000"]] }],
};

describe("layerMap", () => {
  const { svg, reading } = layerMap(map);

  test("draws cells, names, legend, best matches, negative and undefined values", async () => {
    await expect(rounded(svg)).toMatchFileSnapshot("../__snapshots__/layer-map.svg");
  });

  test("is read by full names and numbers", () => {
    expect(reading.rows[1]).toBe("/layer1/layer1.1/Relu_output_0");
    expect(reading.columns[3]).toBe("/Flatten_output_0");
    expect(reading.titles).toEqual(["A", "B"]);
    expect(reading.lines.map(({ name }) => name)).toEqual(["CKA", "chance"]);
    expect(reading.lines[0]?.of[2]).toEqual(["−0.120", "–", "0.660", "0.870"]);
    expect(svg).toContain("<title>\u2068/layer1/layer1.0/Relu_output_0\u2069</title>");
  });

  test("the reading knows where the cells are", () => {
    const { left, top, size } = reading;
    expect(svg).toContain(`<g transform="translate(${left},${top})"`);
    expect(svg).toContain(`<path d="M${2 * size + 0.5},${size + 0.5}h`);
  });

  test("marks with a minus only what prints as negative, with a dash what is undefined", () => {
    expect(svg.match(/>−</g)).toHaveLength(1);
    expect(svg.match(/>–</g)).toHaveLength(1);
  });

  test("strikes out what is not told from unrelated layers", () => {
    const struck = map.values.map((row) => row.map((value) => value !== null && value < 0.15));
    expect(layerMap({ ...map, struck }).svg.match(/>×</g)).toHaveLength(3);
    expect(svg).not.toContain("×");
  });

  test("a network with itself has no best matches", () => {
    expect(svg.match(/<circle cx/g)).toHaveLength(3);
    expect(layerMap({ ...map, of: ["A", "A"] }).svg).not.toMatch(/<circle cx|best match/);
  });

  test("names itself for those who do not see it", () => {
    expect(svg).toContain(
      'aria-label="CKA of 3 layers of A (rows) with 4 layers of B (columns), from −0.120 to 0.910"',
    );
  });

  test("a map without any value is drawn without a number", () => {
    const empty = layerMap({ ...map, values: map.values.map((row) => row.map(() => null)) });
    expect(empty.svg).toContain("no values");
    expect(empty.svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("escapes the layers' names", () => {
    const evil = `"'><script>&lt;`;
    const drawn = layerMap({ ...map, rows: [evil, `${evil}2`, "x".repeat(300)] });
    expect(drawn.svg).not.toContain("<script");
    expect(drawn.svg).toContain("&lt;script&gt;&amp;lt;");
  });

  test("the same map gives the same bytes", () => {
    expect(layerMap(map)).toEqual({ svg, reading });
  });
});

test("the best match of a row is the first of the largest", () => {
  expect(bestOfRows([[0.1, 0.7, 0.7], [null, -0.2, -0.3], [null]])).toEqual([
    { i: 0, j: 1, value: 0.7 },
    { i: 1, j: 1, value: -0.2 },
  ]);
});
