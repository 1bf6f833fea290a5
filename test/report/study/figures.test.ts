import { describe, expect, test } from "vitest";
import { studyFigures } from "../../../src/report/study-figures.js";
import { studyResult } from "../../support/study-result.js";
import { rounded } from "../rounded.js";

const study = studyResult({ models: 6, failed: true });
const figures = studyFigures(study);

describe("the figures of a study", () => {
  test("are five matrices, a map and two panels of curves a data set, two sheets of triangles, and the selection", () => {
    expect(figures).toHaveLength(2 * (5 + 1 + 2) + 2 + 1);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  });

  test.each(["matrix-static-1-cifar-10-test", "map-1-cifar-10-test", "pruning-self-1-cifar-10-test", "selection"])(
    "such as %s",
    async (name) => {
      const figure = figures.find((one) => one.name === name);
      await expect(rounded(figure?.svg ?? "")).toMatchFileSnapshot(`../__snapshots__/study-${name}.svg`);
      expect(figure?.svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(figure?.svg).toMatch(/role="img"/);
    },
  );

  test("a matrix stands in the order of the tree, and a model that failed comes last", () => {
    const { rows = [], lines = [], opensPairs } = figures[0]?.reading ?? {};
    const { models = [], dendrogram } = study.structure[0] ?? {};
    expect(rows).toEqual([...(dendrogram?.order ?? []).map((leaf) => models[leaf]), "vlm-2"]);
    expect(lines[0]?.of[0]?.[0]).toBe("1.000");
    expect(lines[0]?.of.at(-1)?.every((value) => value === "–")).toBe(true);
    expect(opensPairs).toBe(true);
  });

  test("a large matrix has one element a colour instead of one a cell", () => {
    const large =
      studyFigures(studyResult({ models: 17, families: ["one", "two", "three", "four", "five", "six"] }))[0]?.svg ?? "";
    expect(large.match(/h13v13h-13z/g)).toHaveLength(289);
    expect(large.match(/<path d="M[^"]*h13/g)?.length).toBeLessThan(110);
  });
});
