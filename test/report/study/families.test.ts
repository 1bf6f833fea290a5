import { expect, test } from "vitest";
import { familiesOf, familyLook, familyMark } from "../../../src/report/study/families.js";
import { studyResult } from "../../support/study-result.js";

test("families stand in the order in which they appear, each with its colour and shape", () => {
  const families = familiesOf(studyResult({ models: 4, families: ["vit", "cnn"] }).models);
  expect(families).toEqual(["vit", "cnn"]);
  const looks = families.map((family) => familyLook(families, family));
  expect(looks.map(({ ink }) => ink)).toEqual(["a", "b"]);
  expect(new Set(looks.map(({ symbol }) => symbol)).size).toBe(2);
});

test("a ninth family looks like the first", () => {
  const many = Array.from({ length: 9 }, (_, k) => `family ${k}`);
  expect(familyLook(many, "family 8")).toEqual(familyLook(many, "family 0"));
});

test("the mark is not read out", () => {
  expect(familyMark(["cnn"], "cnn").markup).toContain('aria-hidden="true"');
});
