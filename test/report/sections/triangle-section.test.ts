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

test("a yardstick stands in the key and beside each side that has the same kind of value", () => {
  const result = compareResult();
  const yardstick = { label: "two seeds", data: result.data.slice(0, 1) };
  const { markup: hero } = triangleSection(result, yardstick);
  expect(hero).toContain("for comparison: <bdi>two seeds</bdi>");
  expect(hero.match(/ here, [\d.]+ between <bdi>two seeds<\/bdi>/g)).toHaveLength(3);
  expect(triangleSection(result).markup).not.toContain("for comparison");
  const others = { label: "two seeds", data: result.data.map((entry) => ({ ...entry, name: "other data" })) };
  expect(triangleSection(result, others).markup).not.toContain("for comparison");
});

test("a single data set is not named before each sentence", () => {
  const result = compareResult();
  expect(triangleSection({ ...result, data: result.data.slice(0, 1) }).markup).not.toContain("<b><bdi>");
});
