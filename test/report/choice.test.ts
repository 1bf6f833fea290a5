import { expect, test } from "vitest";
import { CHOICE_STYLE, choice } from "../../src/report/choice.js";

test("the first value is chosen at first, and every value has its rule", () => {
  const { markup } = choice("scale", {
    name: "s",
    title: "Scale",
    values: { raw: "as measured", above: "above chance" },
  });
  expect(markup.match(/checked/g)).toHaveLength(1);
  expect(markup).toContain('value="raw" data-of="scale" checked>as measured</label>');
  for (const value of ["raw", "above"]) expect(CHOICE_STYLE).toContain(`[data-scale]:not([data-scale=${value}])`);
});
