import { describe, expect, test } from "vitest";
import { padded } from "../../src/data/padded.js";

const rgb = { height: 1, width: 2, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
const crop = { height: 2, width: 3, rounding: "torchvision", fill: [0] } as const;

describe("padded", () => {
  test("puts each plane where it belongs", () => {
    const { data, ...size } = padded(rgb, crop, 1, 0);
    expect(size).toEqual({ height: 2, width: 3, channels: 3 });
    expect([...data]).toEqual([0, 0, 0, 1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 5, 6, 0]);
  });

  test("fills each plane with its own byte", () => {
    expect([...padded(rgb, { ...crop, height: 1, fill: [7, 8, 9] }, 0, 1).data]).toEqual([7, 1, 2, 8, 3, 4, 9, 5, 6]);
  });

  test("gives an image of that size back", () => {
    expect(padded(rgb, { ...crop, height: 1, width: 2 }, 0, 0)).toBe(rgb);
  });
});
