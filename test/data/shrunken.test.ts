import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ByteImages } from "../../src/data/dataset.js";
import { shrunken } from "../../src/data/shrunken.js";

const gray = (height: number, width: number): ByteImages => ({ kind: "uint8", height, width, channels: 1 });

describe("shrunken", () => {
  test("averages whole pixels where the sides divide, plane by plane", () => {
    const image = Uint8Array.of(
      0,
      4,
      8,
      12,
      20,
      24,
      28,
      32,
      ...new Uint8Array(8).fill(9),
      ...new Uint8Array(8).fill(7),
    );
    const small = shrunken(image, { kind: "uint8", height: 2, width: 4, channels: 3 }, 2);
    expect([small.height, small.width]).toEqual([1, 2]);
    expect([...small.data]).toEqual([12, 20, 9, 9, 7, 7]);
  });

  test("counts a pixel on an edge by the part inside", () => {
    expect([...shrunken(Uint8Array.of(30, 60, 120), gray(1, 3), 2).data]).toEqual([40, 100]);
    expect([...shrunken(Uint8Array.of(30, 60, 120), gray(3, 1), 2).data]).toEqual([40, 100]);
  });

  test("gives back what is small enough", () => {
    const image = Uint8Array.of(1, 2, 3);
    expect(shrunken(image, gray(1, 3), 3)).toEqual({ height: 1, width: 3, data: image });
  });

  test("keeps a pixel of the shorter side, however thin", () => {
    const small = shrunken(new Uint8Array(1000).fill(5), gray(1, 1000), 64);
    expect([small.height, small.width]).toEqual([1, 64]);
    expect(new Set(small.data)).toEqual(new Set([5]));
  });

  test("keeps the proportions, plain areas plain and the mean, whatever the size", () => {
    const size = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 32 }), fc.integer(), (height, width, largest, seed) => {
        const image = Uint8Array.from({ length: height * width }, (_, i) => ((i + 1) * (seed | 1)) & 255);
        const small = shrunken(image, gray(height, width), largest);
        expect(Math.max(small.height, small.width)).toBe(Math.min(largest, Math.max(height, width)));
        expect(small.data).toHaveLength(small.height * small.width);
        const mean = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
        expect(Math.abs(mean(small.data) - mean(image))).toBeLessThanOrEqual(0.5 + 1e-9);
        const plain = shrunken(new Uint8Array(height * width).fill(255), gray(height, width), largest);
        expect(plain.data.every((byte) => byte === 255)).toBe(true);
      }),
    );
  });
});
