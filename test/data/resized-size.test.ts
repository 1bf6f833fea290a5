import { describe, expect, test } from "vitest";
import { resizedSize } from "../../src/data/resized-size.js";

const size = (height: number, width: number) => ({ height, width });
const filter = "bicubic";

describe("resizedSize", () => {
  test("exactly, whatever the image", () => {
    expect(resizedSize(size(9, 7), { to: "exact", height: 3, width: 5, filter })).toEqual(size(3, 5));
  });

  test("of a shorter edge cuts the longer one", () => {
    const to = { to: "shortest", edge: 256, filter } as const;
    // 341.3, 340.9 and 256.
    expect(resizedSize(size(375, 500), to)).toEqual(size(256, 341));
    expect(resizedSize(size(496, 372), { ...to, edge: 255 })).toEqual(size(340, 255));
    expect(resizedSize(size(640, 426), to)).toEqual(size(384, 256));
    expect(resizedSize(size(8, 8), to)).toEqual(size(256, 256));
  });

  test("in proportion rounds half to even, and covers or lies inside", () => {
    // 10 × 15 over 4 is 2.5 × 3.75, over 5 it is 2 × 3.
    expect(resizedSize(size(10, 15), { to: "inside", height: 2.5, width: 4, filter })).toEqual(size(2, 4));
    expect(resizedSize(size(14, 20), { to: "cover", height: 3, width: 5, filter })).toEqual(size(4, 5));
    expect(resizedSize(size(14, 20), { to: "inside", height: 3, width: 5, filter })).toEqual(size(3, 4));
  });
});
