import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ByteImages } from "../../src/data/dataset.js";
import { preprocess } from "../../src/data/preprocess.js";
import { defaultPreprocess, type PreprocessConfig } from "../../src/data/preprocess-config.js";
import { fault } from "./support/fault.js";

const colour: ByteImages = { kind: "uint8", height: 1, width: 2, channels: 3 };
const gray: ByteImages = { kind: "uint8", height: 1, width: 2, channels: 1 };
/** Bytes as they are, so that the tests show where each one goes. */
const raw: PreprocessConfig = { ...defaultPreprocess, do_rescale: false };
/** Two images of two pixels: red 1 2, green 3 4, blue 5 6 and 100 more of each. */
const two = Uint8Array.of(1, 2, 3, 4, 5, 6, 101, 102, 103, 104, 105, 106);

describe("channels", () => {
  test("are fed as red, green, blue by default", () => {
    expect([...preprocess(two, colour, raw, 3)]).toEqual([...two]);
    expect([...preprocess(two, colour, { ...raw, channel_order: "rgb" }, 3)]).toEqual([...two]);
  });

  test("are fed as blue, green, red for bgr", () => {
    const result = preprocess(two, colour, { ...raw, channel_order: "bgr" }, 3);
    expect([...result]).toEqual([5, 6, 3, 4, 1, 2, 105, 106, 103, 104, 101, 102]);
  });

  test("of gray images are fed as they are to a model of one and repeated for one of three", () => {
    expect([...preprocess(Uint8Array.of(7, 8, 9, 10), gray, raw, 1)]).toEqual([7, 8, 9, 10]);
    expect([...preprocess(Uint8Array.of(7, 8, 9, 10), gray, raw, 3)]).toEqual([7, 8, 7, 8, 7, 8, 9, 10, 9, 10, 9, 10]);
  });

  test.each([
    [255, 0, 0, 76],
    [0, 255, 0, 150],
    [0, 0, 255, 29],
    [1, 2, 3, 2],
    [200, 100, 50, 124],
    [255, 255, 255, 255],
    [17, 203, 99, 136],
  ])("(%d, %d, %d) is gray %d, as Pillow has it", (red, green, blue, expected) => {
    const format: ByteImages = { ...colour, width: 1 };
    const config: PreprocessConfig = { ...raw, channel_order: "gray" };
    expect([...preprocess(Uint8Array.of(red, green, blue), format, config, 1)]).toEqual([expected]);
    expect([...preprocess(Uint8Array.of(red, green, blue), format, config, 3)]).toEqual([expected, expected, expected]);
  });

  test("a model of one channel needs to be told that colour becomes gray", async () => {
    expect(await fault(() => preprocess(two, colour, raw, 1))).toBe(
      'mismatch: preprocess: the model takes 1 channel, not rgb; set channel_order to "gray"',
    );
    expect(await fault(() => preprocess(Uint8Array.of(1, 2), gray, { ...raw, channel_order: "bgr" }, 1))).toMatch(
      /not bgr/,
    );
  });

  test("a model of four takes no images", async () => {
    expect(await fault(() => preprocess(two, colour, raw, 4))).toBe(
      "mismatch: preprocess: the model takes 4 channels; expected 1 or 3 for images",
    );
  });
});

describe("values", () => {
  test("are byte/255 by default, from 0 to 1", () => {
    const result = preprocess(Uint8Array.of(0, 51, 255, 0, 0, 0), colour, defaultPreprocess, 3);
    expect([...result].slice(0, 3)).toEqual([0, Math.fround(51 / 255), 1]);
  });

  test("are (byte × factor − mean) / std of their channel, rounded once to float32", () => {
    const unit = fc.double({ min: 0.01, max: 1, noNaN: true });
    const three = fc.tuple(unit, unit, unit);
    const images = fc.array(fc.uint8Array({ minLength: 6, maxLength: 6 }), { maxLength: 3 });
    const property = fc.property(images, three, three, unit, (list, mean, std, factor) => {
      const bytes = Uint8Array.from(list.flatMap((image) => [...image]));
      const config = {
        ...raw,
        do_rescale: true,
        rescale_factor: factor,
        do_normalize: true,
        image_mean: mean,
        image_std: std,
      };
      const expected = [...bytes].map((byte, i) => {
        const channel = Math.floor(i / 2) % 3;
        return Math.fround((byte * factor - (mean[channel] ?? 0)) / (std[channel] ?? 0));
      });
      expect([...preprocess(bytes, colour, config, 3)]).toEqual(expected);
    });
    fc.assert(property);
  });

  test("means and stds are those of the channels as fed, so bgr's first is blue's", () => {
    const config: PreprocessConfig = {
      ...raw,
      do_normalize: true,
      image_mean: [104, 117, 123],
      image_std: [1, 1, 1],
      channel_order: "bgr",
    };
    const result = preprocess(Uint8Array.of(123, 123, 117, 117, 104, 104), colour, config, 3);
    expect([...result]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("of no image are none", () => {
    expect(preprocess(new Uint8Array(0), colour, raw, 3)).toHaveLength(0);
  });
});

describe("what preprocess refuses", () => {
  const normalised: PreprocessConfig = { ...raw, do_normalize: true, image_mean: [0, 0, 0], image_std: [1, 1, 1] };

  test("means and stds that are not one a channel", async () => {
    expect(await fault(() => preprocess(Uint8Array.of(1, 2), gray, normalised, 1))).toBe(
      "mismatch: preprocess: image_mean has 3 values; expected 1, one a channel of the model",
    );
    expect(await fault(() => preprocess(two, colour, { ...normalised, image_std: [1] }, 3))).toBe(
      "mismatch: preprocess: image_std has 1 values; expected 3, one a channel of the model",
    );
    expect(await fault(() => preprocess(two, colour, { ...normalised, image_mean: null }, 3))).toMatch(/has 0 values/);
  });

  test("a std of 0", async () => {
    expect(await fault(() => preprocess(two, colour, { ...normalised, image_std: [1, 0, 1] }, 3))).toBe(
      "bad-value: preprocess: image_std is 0; expected a number above 0",
    );
  });

  test("bytes that are no whole number of images", () => {
    expect(() => preprocess(new Uint8Array(7), colour, raw, 3)).toThrow(
      new RangeError("preprocess: 7 bytes; expected a whole number of 3×1×2 images"),
    );
  });
});
