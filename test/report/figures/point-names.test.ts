import { expect, test } from "vitest";
import { plotSvg } from "../../../src/report/figures/plot-svg.js";
import { pointNames } from "../../../src/report/figures/point-names.js";

const FRAME = { width: 300, height: 200 };

test("names stand beside their points, in pixels, and those without room are left out", () => {
  const points = [
    { x: 100, y: 50, name: "first", colour: "red" },
    { x: 102, y: 50, name: "second", colour: "blue" },
    { x: -200, y: 50, name: "outside", colour: "blue" },
  ];
  const svg = plotSvg({ ...FRAME, ariaLabel: "Points", axis: null, marks: pointNames(points, FRAME) });
  const group =
    /<g[^>]*translate\(([-\d]+),0\)" text-anchor="(\w+)"><text fill="(\w+)" transform="translate\((\d+),50\)"[^>]*>(\w+)</g;
  expect([...svg.matchAll(group)].map(([, dx, anchor, colour, x, name]) => [dx, anchor, colour, x, name])).toEqual([
    ["10", "start", "red", "100", "first"],
    ["-10", "end", "blue", "102", "second"],
  ]);
  expect(svg).not.toContain("outside");
});
