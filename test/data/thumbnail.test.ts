import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { ByteImages } from "../../src/data/dataset.js";
import { thumbnail } from "../../src/data/thumbnail.js";

function decoded(uri: string) {
  const [, base64 = ""] = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(uri) ?? [];
  return decode(Buffer.from(base64, "base64"), { checkCrc: true });
}

describe("thumbnail", () => {
  test("is the stored image, gray", () => {
    const { width, height, channels, depth, data } = decoded(
      thumbnail(Uint8Array.of(0, 50, 100, 150, 200, 255), { kind: "uint8", height: 3, width: 2, channels: 1 }),
    );
    expect([width, height, channels, depth]).toEqual([2, 3, 1, 8]);
    expect([...data]).toEqual([0, 50, 100, 150, 200, 255]);
  });

  test("has red, green and blue of a pixel side by side", () => {
    const image = Uint8Array.of(1, 2, 11, 12, 21, 22);
    const { channels, data } = decoded(thumbnail(image, { kind: "uint8", height: 1, width: 2, channels: 3 }));
    expect(channels).toBe(3);
    expect([...data]).toEqual([1, 11, 21, 2, 12, 22]);
  });

  test("is no larger than 64 pixels", () => {
    const format: ByteImages = { kind: "uint8", height: 224, width: 112, channels: 3 };
    const { width, height, data } = decoded(thumbnail(new Uint8Array(3 * 224 * 112).fill(77), format));
    expect([width, height]).toEqual([32, 64]);
    expect(new Set(data)).toEqual(new Set([77]));
  });

  test("refuses bytes that are not one image", () => {
    expect(() => thumbnail(new Uint8Array(5), { kind: "uint8", height: 2, width: 2, channels: 1 })).toThrow(
      "thumbnail: 5 bytes; expected one 1×2×2 image",
    );
  });
});
