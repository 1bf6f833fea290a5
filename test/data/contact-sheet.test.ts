import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { contactSheet } from "../../src/data/contact-sheet.js";
import type { Pixels } from "../../src/data/pixels.js";

const gray = (value: number): Pixels => ({ height: 1, width: 2, channels: 1, data: Uint8Array.of(value, value + 1) });

describe("contactSheet", () => {
  test("puts images side by side on white, eight in a row", () => {
    const { width, height, channels, data } = decode(contactSheet(Array.from({ length: 9 }, (_, i) => gray(10 * i))));
    expect([width, height, channels]).toEqual([4 + 8 * 6, 4 + 2 * 5, 1]);
    for (let i = 0; i < 9; i++) {
      const at = (4 + 5 * Math.floor(i / 8)) * width + 4 + 6 * (i % 8);
      expect([...data.slice(at - 1, at + 3)]).toEqual([255, 10 * i, 10 * i + 1, 255]);
    }
    expect(data.filter((value) => value !== 255)).toHaveLength(18);
  });

  test("has red, green and blue of a pixel side by side", () => {
    const image: Pixels = { height: 1, width: 1, channels: 3, data: Uint8Array.of(1, 2, 3) };
    const { width, channels, data } = decode(contactSheet([image]));
    expect([width, channels, ...data.slice(3 * (4 * width + 4), 3 * (4 * width + 5))]).toEqual([9, 3, 1, 2, 3]);
  });

  test("refuses no image, and images of several sizes", () => {
    expect(() => contactSheet([])).toThrow("there are no images");
    expect(() => contactSheet([gray(1), { ...gray(2), height: 2, width: 1 }])).toThrow("several sizes");
  });
});
