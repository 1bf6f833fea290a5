import { expect, test } from "vitest";
import { escapeText } from "../../../src/report/markup.js";
import { caveatsSection } from "../../../src/report/sections/caveats-section.js";
import { compareResult } from "../../support/compare-result.js";

const result = compareResult();

test("every warning and every reason is in the open", () => {
  const { markup: section } = caveatsSection(result);
  for (const warning of result.warnings) expect(section).toContain(`<li>${escapeText(warning)}</li>`);
  for (const { reasons } of result.data) {
    for (const [path, text] of Object.entries(reasons)) {
      expect(section).toContain(`<code>${path}</code>`);
      expect(section).toContain(`<dt>${text}</dt>`);
    }
  }
  expect(section).not.toContain("<details");
});

test("values with the same reason stand together", () => {
  const reasons = { "a.b": "not computed", c: "other", "d.e": "not computed" };
  const data = result.data.slice(0, 1).map((entry) => ({ ...entry, reasons }));
  expect(caveatsSection({ ...result, data }).markup).toContain(
    "<dt>not computed</dt><dd><code>a.b</code> <code>d.e</code></dd><dt>other</dt><dd><code>c</code></dd>",
  );
});

test("nothing to warn of is said", () => {
  const data = result.data.slice(0, 1).map((entry) => ({ ...entry, reasons: {} }));
  const { markup: section } = caveatsSection({ ...result, warnings: [], data });
  expect(section).toContain("<p>None.</p>");
  expect(section).toContain("<p>None: every value is given.</p>");
});
