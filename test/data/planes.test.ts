import { describe, expect, test } from "vitest";
import { interleavedPlanes, planesOfInk } from "../../src/data/planes.js";

describe("interleavedPlanes", () => {
  test("repeats gray, and leaves out how opaque it is", () => {
    expect([...interleavedPlanes(Uint8Array.of(7, 9), 1)]).toEqual([7, 9, 7, 9, 7, 9]);
    expect([...interleavedPlanes(Uint8Array.of(7, 0, 9, 0), 2)]).toEqual([7, 9, 7, 9, 7, 9]);
  });

  test("parts red, green and blue", () => {
    expect([...interleavedPlanes(Uint8Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});

describe("planesOfInk", () => {
  test("no ink is white, black alone is black, whatever else is printed", () => {
    expect([...planesOfInk(Uint8Array.of(0, 0, 0, 0))]).toEqual([255, 255, 255]);
    expect([...planesOfInk(Uint8Array.of(0, 10, 200, 255))]).toEqual([0, 0, 0]);
  });

  test("rounds as a · b / 255 does, for every ink and black", () => {
    for (let ink = 0; ink < 256; ink++) {
      const bytes = Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? i >> 2 : ink));
      const [red = new Uint8Array()] = [planesOfInk(bytes).subarray(0, 256)];
      expect([...red]).toEqual(Array.from({ length: 256 }, (_, k) => 255 - k - Math.round((ink * (255 - k)) / 255)));
    }
  });
});
