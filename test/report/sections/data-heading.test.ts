import { expect, test } from "vitest";
import { dataHeading } from "../../../src/report/sections/data-heading.js";
import { entryOf } from "../variants.js";

test("a heading has the data set's name, role and n", () => {
  expect(dataHeading(entryOf(1)).markup).toBe(
    '<h3><bdi>CIFAR-10 test, blurred</bdi> <span class="aside">out of distribution, <i>n</i>&nbsp;=&nbsp;1,000</span></h3>\n',
  );
});
