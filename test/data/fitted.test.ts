import { describe, expect, test } from "vitest";
import { fitted, fittedSize } from "../../src/data/fitted.js";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import { readPreprocess } from "../../src/data/read-preprocess.js";
import { fault } from "./support/fault.js";
import { golden, kept, madeImage } from "./support/preprocess-golden.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { write } = temporaryFolder();
const read = (json: unknown) => readPreprocess(write("config.json", JSON.stringify(json)));

describe("fitted", () => {
  test.each(Object.keys(golden.files))("gives the bytes of the framework for the file of %s", async (name) => {
    const config = await read(golden.files[name]);
    const cases = golden.fits.filter(({ file }) => file === name);
    expect(cases.length).toBeGreaterThan(20);
    for (const { from, kind, size, sha256 } of cases) {
      const result = fitted(madeImage(from, kind), config);
      expect(kept(result), `${kind} ${from}`).toEqual({ size, sha256 });
    }
  });

  test("of a configuration without steps is the image itself", () => {
    const image = madeImage([3, 4, 5], "noise");
    expect(fitted(image, defaultPreprocess)).toBe(image);
  });

  test("of an image that has its size already is the image itself", async () => {
    const image = madeImage([3, 224, 224], "noise");
    for (const name of ["CLIP", "ViT", "timm, all of it"])
      expect(fitted(image, await read(golden.files[name])), name).toBe(image);
  });

  test("resizes only what the crop takes: of a strip of a million pixels no more than its middle", async () => {
    const strip = { height: 1, width: 1_000_000, channels: 3, data: new Uint8Array(3_000_000).fill(7) } as const;
    // Whole, it would be 3 × 224 × 224,000,000 bytes.
    const { height, width, data } = fitted(strip, await read(golden.files.CLIP));
    expect([height, width, new Set(data)]).toEqual([224, 224, new Set([7])]);
  });

  test("makes gray images RGB where the padding has a colour", () => {
    const crop = { height: 1, width: 3, rounding: "torchvision", fill: [1, 2, 3] } as const;
    const gray = { height: 1, width: 1, channels: 1, data: Uint8Array.of(9) } as const;
    expect(fitted(gray, { ...defaultPreprocess, crop })).toEqual({
      height: 1,
      width: 3,
      channels: 3,
      data: Uint8Array.of(1, 9, 1, 2, 9, 2, 3, 9, 3),
    });
  });

  test("refuses bytes that are not those of one image", () => {
    expect(() => fitted({ height: 2, width: 2, channels: 1, data: new Uint8Array(5) }, defaultPreprocess)).toThrow(
      new RangeError("fitted: 5 bytes; expected one 1×2×2 image"),
    );
  });

  test("refuses an image of which resizing would leave nothing", async () => {
    const resize = { to: "inside", height: 4, width: 4, filter: "box" } as const;
    const strip = { height: 1, width: 9, channels: 1, data: new Uint8Array(9) } as const;
    expect(await fault(() => fitted(strip, { ...defaultPreprocess, resize }))).toBe(
      "unsupported: resizing: an image of 1×9 pixels becomes 0×4 inside 4×4; leave it out or crop it first",
    );
  });
});

describe("fittedSize", () => {
  test("is the size of every result, whatever the image", async () => {
    for (const [name, json] of Object.entries(golden.files)) {
      const size = fittedSize(await read(json));
      const sizes = golden.fits.filter(({ file }) => file === name).map((one) => one.size.slice(1));
      expect(new Set(sizes.map(String)), name).toEqual(new Set([`${size?.height},${size?.width}`]));
    }
  });

  test("is null where it hangs on the image", () => {
    expect(fittedSize(defaultPreprocess)).toBeNull();
    const resize = { to: "shortest", edge: 32, filter: "bicubic" } as const;
    expect(fittedSize({ ...defaultPreprocess, resize })).toBeNull();
  });
});
