import { expect, test } from "vitest";
import { colourLegend } from "../../../src/report/figures/colour-legend.js";

function ticks(low: number): string[] {
  const { drawn } = colourLegend(low);
  return [...drawn.markup.matchAll(/text-anchor="middle">([^<]*)</g)].map(([, text]) => text ?? "");
}

test("the scale runs from 0 to 1", () => {
  expect(ticks(0)).toEqual(["0", "0.5", "1"]);
});

test("the scale runs below 0 as far as the values do", () => {
  expect(ticks(-0.23)).toEqual(["−0.3", "0", "0.5", "1"]);
});

test("a value just below 0 widens the scale without a label of its own", () => {
  expect(ticks(-0.01)).toEqual(["0", "0.5", "1"]);
});
