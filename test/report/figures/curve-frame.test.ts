import * as Plot from "@observablehq/plot";
import { expect, test } from "vitest";
import { curveFrame } from "../../../src/report/figures/curve-frame.js";
import { plotSvg } from "../../../src/report/figures/plot-svg.js";

test("has an axis of shares, with its name and its ticks as they are written", () => {
  const svg = plotSvg({ ...curveFrame("share", (share) => `${100 * share} %`), marks: [Plot.dot([[0.5, 1]])] });
  for (const size of ['width="420"', 'height="230"']) expect(svg.slice(0, svg.indexOf(">"))).toContain(size);
  expect(svg).toContain(">share</text>");
  for (const tick of ["0 %", "20 %", "100 %"]) expect(svg).toContain(`>${tick}</text>`);
});
