import { describe, expect, test } from "vitest";
import { centerCrop } from "../../src/data/center-crop.js";

const rowsOf = (length: number, wanted: number, rounding: "transformers" | "torchvision") =>
  centerCrop({ height: length, width: 1 }, { height: wanted, width: 1, rounding, fill: [0] }).rows;

describe("centerCrop", () => {
  test.each([
    // Halves of 1 are .5, of 3 are 1.5, of 5 are 2.5.
    ["transformers", [0, 1, 2]],
    ["torchvision", [0, 2, 2]],
  ] as const)("of an odd remainder takes as %s does", (rounding, expected) => {
    expect([11, 13, 15].map((length) => rowsOf(length, 10, rounding))).toEqual(
      expected.map((from) => ({ from, length: 10, at: 0 })),
    );
  });

  test("of an even remainder takes the middle", () => {
    for (const rounding of ["transformers", "torchvision"] as const) {
      expect(rowsOf(14, 10, rounding)).toEqual({ from: 2, length: 10, at: 0 });
      expect(rowsOf(10, 10, rounding)).toEqual({ from: 0, length: 10, at: 0 });
      expect(rowsOf(10, 14, rounding)).toEqual({ from: 0, length: 10, at: 2 });
    }
  });

  test("pads an odd remainder with one more before the image as transformers, behind it as torchvision", () => {
    expect(rowsOf(7, 10, "transformers")).toEqual({ from: 0, length: 7, at: 2 });
    expect(rowsOf(7, 10, "torchvision")).toEqual({ from: 0, length: 7, at: 1 });
  });

  test("looks at rows and columns each for itself", () => {
    const crop = { height: 2, width: 6, rounding: "transformers", fill: [0] } as const;
    expect(centerCrop({ height: 4, width: 4 }, crop)).toEqual({
      rows: { from: 1, length: 2, at: 0 },
      columns: { from: 0, length: 4, at: 1 },
    });
  });
});
