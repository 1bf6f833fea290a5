import { expect, test } from "vitest";
import { familiesOf, familyLook, familyMark } from "../../../src/report/study/families.js";
import { modelCurves } from "../../../src/report/study/model-curves.js";
import { paretoPlot } from "../../../src/report/study/pareto-plot.js";
import { planeMap } from "../../../src/report/study/plane-map.js";
import { studyResult } from "../../support/study-result.js";

test("families stand in the order in which they appear, each with its colour and shape", () => {
  const families = familiesOf(studyResult({ models: 4, families: ["vit", "cnn"] }).models);
  expect(families).toEqual(["vit", "cnn"]);
  const looks = families.map((family) => familyLook(families, family));
  expect(looks.map(({ ink }) => ink)).toEqual(["a", "b"]);
  expect(new Set(looks.map(({ symbol }) => symbol)).size).toBe(2);
});

test("every family's shape has a face: marks are filled", () => {
  const many = Array.from({ length: 8 }, (_, k) => `family ${k}`);
  const study = studyResult({ models: 8, families: many });
  const svgs = [planeMap(study, 0), modelCurves(study, 0, "cka"), paretoPlot(study)].map((figure) => figure?.svg ?? "");
  for (const svg of svgs) {
    const dots = [...svg.matchAll(/<path [^>]*fill="var[^>]*d="([^"]*)"[^>]*translate/g)].map(([, d = ""]) => d);
    const shapes = new Set(dots.map((d) => d.replaceAll(/[-\d.]+/g, "")));
    expect(shapes.size).toBeGreaterThanOrEqual(7);
    // The outline of what has a face closes; a circle's is arcs alone.
    expect(dots.filter((d) => !/Z$|A/.test(d))).toEqual([]);
  }
  expect(new Set(many.map((family) => familyLook(many, family).symbol)).size).toBe(8);
});

test("a ninth family looks like the first", () => {
  const many = Array.from({ length: 9 }, (_, k) => `family ${k}`);
  expect(familyLook(many, "family 8")).toEqual(familyLook(many, "family 0"));
});

test("the mark is not read out", () => {
  expect(familyMark(["cnn"], "cnn").markup).toContain('aria-hidden="true"');
});
