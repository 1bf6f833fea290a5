import { expect, test } from "vitest";
import { predictionsSection } from "../../../src/report/sections/predictions-section.js";
import { compareResult } from "../../support/compare-result.js";
import { shown } from "../shown.js";
import { emptied } from "../variants.js";

const result = compareResult();

test("every measure stands with its reading, value, chance and interval", () => {
  const section = shown(predictionsSection(result).markup);
  expect(section.match(/<th scope="row">/g)).toHaveLength(12);
  expect(section).toContain(
    'Agreement <span class="reading">share of examples with the same top-1 class</span></th><td>0.921</td><td>0.100</td><td>[0.903, 0.936]</td>',
  );
});

test("what has no chance or interval is a dash with its reason", () => {
  const section = shown(predictionsSection(result).markup);
  expect(section).toContain(
    '<td>0.471</td><td><span title="no null distribution defined">–<sup>1</sup></span></td><td><span title="not computed">–<sup>2</sup></span></td>',
  );
  expect(section).toContain("<li>no null distribution defined</li><li>not computed</li>");
});

test("what is missing altogether gives its reason in a line", () => {
  const section = shown(predictionsSection({ ...result, data: result.data.map(emptied) }).markup);
  expect(section).not.toContain("<table");
  expect(section).toContain("Predictive similarity on <bdi>CIFAR-10 test, blurred</bdi>: – (different class sets)");
  expect(predictionsSection(result).markup).toContain(
    "Linear mode connectivity on <bdi>CIFAR-10 test</bdi>: – (the models have different parameters)",
  );
});
