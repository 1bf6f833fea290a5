import { describe, expect, test } from "vitest";
import { FILTER_NAMES, FILTERS } from "../../../src/data/resample/filters.js";
import { close } from "../../support/close.js";

describe("FILTERS", () => {
  test.each(Object.entries(FILTERS))(
    "%s weighs by distance, and nothing from its support on",
    (name, { weight, support }) => {
      expect(weight(0)).toBe(1);
      for (const beyond of [support + 1e-9, support + 1, -support - 1e-9]) expect(weight(beyond)).toBe(0);
      if (name === "box") return;
      for (const x of [0.1, 0.4, 0.77, 1.3, 2.9]) close(weight(-x), weight(x), 1e-15);
    },
  );

  test("a pixel half way between two boxes belongs to one", () => {
    expect([FILTERS.box.weight(-0.5), FILTERS.box.weight(0.5)]).toEqual([0, 1]);
  });

  test.each([
    ["bilinear", 0.75],
    // sin(π/4) / (π/4) times the window, whose constants are of single precision.
    ["hamming", ((4 * Math.SQRT1_2) / Math.PI) * (Math.fround(0.54) + Math.fround(0.46) * Math.SQRT1_2)],
    ["bicubic", 1.5 / 64 - 2.5 / 16 + 1],
    ["lanczos", (((Math.SQRT1_2 * 4) / Math.PI) * Math.sin(Math.PI / 12) * 12) / Math.PI],
  ] as const)("%s of a quarter is what its formula says", (name, expected) => {
    close(FILTERS[name].weight(0.25), expected, 1e-12);
  });
});

test("FILTER_NAMES are in the order of Pillow's numbers", () => {
  expect(FILTER_NAMES).toEqual(["nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"]);
});
