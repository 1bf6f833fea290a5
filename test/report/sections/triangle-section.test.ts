import { expect, test } from "vitest";
import { triangleSection } from "../../../src/report/sections/triangle-section.js";
import { sentences } from "../../../src/report/sentences.js";
import { compareResult } from "../../support/compare-result.js";

test("each data set has its sentence on each side", () => {
  const result = compareResult();
  const { markup: hero } = triangleSection(result);
  const told = result.data.flatMap((entry) => Object.values(sentences(entry)));
  expect(told).toHaveLength(6);
  for (const sentence of told) expect(hero).toContain(sentence.replace(/</g, "&lt;"));
});

test("the caption names role and n, what the interval covers, and that the area means nothing", () => {
  const { markup: hero } = triangleSection(compareResult());
  expect(hero).toContain("<bdi>CIFAR-10 test</bdi>, in distribution, <i>n</i>&nbsp;=&nbsp;1,000");
  expect(hero).toContain("<bdi>CIFAR-10 test, blurred</bdi>, out of distribution");
  expect(hero).toContain("not of training seeds");
  expect(hero).toContain("The area of the triangle means nothing.");
});

test("a single data set is not named before each sentence", () => {
  const result = compareResult();
  expect(triangleSection({ ...result, data: result.data.slice(0, 1) }).markup).not.toContain("<b><bdi>");
});
