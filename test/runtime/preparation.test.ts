import { describe, expect, test } from "vitest";
import type { EncodedImage, EncodedImages } from "../../src/data/dataset.js";
import { decoded } from "../../src/data/decoded.js";
import { preprocess } from "../../src/data/preprocess.js";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import type { ImageInput } from "../../src/runtime/image-input.js";
import { preparation } from "../../src/runtime/preparation.js";
import { fault } from "../data/support/fault.js";
import { noisePng } from "../support/image-sets.js";

const FILES: EncodedImages = { kind: "encoded", height: 8, width: 8 };
const config = { ...defaultPreprocess, do_normalize: true, image_mean: [0.1, 0.2, 0.3], image_std: [1, 2, 3] };

function input(channels: number, height = 8, width = 8): ImageInput {
  return { name: "images", batch: null, shape: [channels, height, width] };
}

function file(seed: number, height = 8, width = 8): EncodedImage {
  return { name: `${seed}.png`, bytes: new Uint8Array(noisePng(seed, height, width)) };
}

describe("preparation", () => {
  test("decodes and preprocesses files, in their order", async () => {
    const files = Array.from({ length: 9 }, (_, i) => file(i));
    const values = await preparation(FILES, config, 3)(files, input(3));
    expect(values).toHaveLength(9 * 192);
    for (const [i, one] of files.entries()) {
      const { data, ...size } = await decoded(one);
      const expected = preprocess(data, { kind: "uint8", ...size }, config, 3);
      expect(values.slice(i * 192, (i + 1) * 192)).toEqual(expected);
    }
  });

  test("makes gray of colour where the network and its preprocessing ask for it", async () => {
    const gray = { ...defaultPreprocess, channel_order: "gray" } as const;
    const { data, ...size } = await decoded(file(4));
    expect(await preparation(FILES, gray, 1)([file(4)], input(1))).toEqual(
      preprocess(data, { kind: "uint8", ...size }, gray, 1),
    );
  });

  test("feeds floats as they are, and stored bytes of the right size at once", () => {
    const floats = Float32Array.of(1, 2);
    expect(preparation({ kind: "float32", shape: [1, 1, 2] }, config, 1)(floats, input(1, 1, 2))).toBe(floats);
    const format = { kind: "uint8", height: 1, width: 1, channels: 3 } as const;
    expect(preparation(format, config, 3)(Uint8Array.of(0, 0, 255), input(3, 1, 1))).toEqual(
      preprocess(Uint8Array.of(0, 0, 255), format, config, 3),
    );
  });
});

describe("what preparation refuses", () => {
  test("a configuration that does not suit the network, before anything is read", async () => {
    expect(await fault(() => preparation(FILES, config, 1))).toMatch(
      /^mismatch: preprocess: the model takes 1 channel/,
    );
    const short = { ...config, image_mean: [0.5] };
    expect(await fault(() => preparation(FILES, short, 3))).toMatch(/^mismatch: preprocess: image_mean has 1 values/);
  });

  test("an image of another size, naming it, both sizes and the remedy", async () => {
    const files = [file(1), file(2, 6, 9), file(3, 5, 5)];
    expect(await fault(() => preparation(FILES, config, 3)(files, input(3)))).toBe(
      "mismatch: 2.png is 6×9 once prepared, and the model takes 8×8; say in its preprocessing file how to resize and crop, or give images of its size",
    );
  });

  test("a corrupt image, the first of several, naming the way out", async () => {
    const bytes = new TextEncoder().encode("no image");
    const files = [file(1), { name: "a.png", bytes }, { name: "b.png", bytes }];
    expect(await fault(() => preparation(FILES, config, 3)(files, input(3)))).toMatch(
      /^malformed: a\.png cannot be decoded: .+; --skip-corrupt leaves such images out$/,
    );
  });

  test("what a data set gives against its word", async () => {
    const given = [file(1)];
    expect(() => preparation({ kind: "float32", shape: [1] }, config, 3)(given, input(3))).toThrow("expected floats");
    const format = { kind: "uint8", height: 8, width: 8, channels: 3 } as const;
    expect(() => preparation(format, config, 3)(given, input(3))).toThrow("expected bytes");
    expect(() => preparation(FILES, config, 3)(new Uint8Array(192), input(3))).toThrow("expected image files");
  });
});
