import { expect, test } from "vitest";
import { masthead } from "../../../src/report/sections/masthead.js";
import { compareResult } from "../../support/compare-result.js";
import { shown } from "../shown.js";
import { emptied } from "../variants.js";

test("the head names both models with family, parameters and accuracy on each data set", () => {
  const head = shown(masthead(compareResult()).markup);
  expect(head).toContain("<h1><bdi>ResNet-20</bdi>");
  expect(head).toContain("convolutional network, 272,474 parameters");
  expect(head).toContain("convolutional network, 855,770 parameters");
  expect(head.match(/<td>[\d.]+%<\/td>/g)).toEqual(["91.7", "94.3", "60.7", "66.3"].map((x) => `<td>${x}%</td>`));
});

test("the head says how many warnings and missing values the page lists", () => {
  const result = compareResult();
  expect(masthead(result).markup).toContain("1 warning, 15 values not given");
  const quiet = { ...result, warnings: [], data: result.data.map((entry) => ({ ...entry, reasons: {} })) };
  expect(masthead(quiet).markup).not.toContain("#caveats");
  expect(masthead({ ...quiet, warnings: ["a", "b"] }).markup).toContain(">2 warnings: <a");
});

test("an accuracy that is not known is a dash with its reason", () => {
  const result = compareResult();
  const head = shown(masthead({ ...result, data: result.data.map(emptied) }).markup);
  expect(head).toContain('<span title="different class sets">–<sup>1</sup></span>');
  expect(head).toContain("<li>different class sets</li>");
});
