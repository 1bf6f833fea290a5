import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decoded, encodedSize } from "../../src/data/decoded.js";
import { sha256 } from "../../src/data/hash.js";
import expected from "../golden/decode/expected.json" with { type: "json" };
import photographs from "../golden/decode/photographs.json" with { type: "json" };
import { describeField, field } from "../support/field.js";
import { ROOT } from "../support/source-files.js";
import { fault } from "./support/fault.js";

interface Expected {
  readonly height: number;
  readonly width: number;
  readonly rgb: string;
}

const images = Object.entries(expected.images as Readonly<Record<string, Expected | null>>);

function encoded(name: string) {
  return { name, bytes: new Uint8Array(readFileSync(join(ROOT, "test/golden/decode", name))) };
}

/** 3×H×W to H×W×3. */
function interleaved(planes: Uint8Array): Uint8Array {
  const pixels = planes.length / 3;
  return planes.map((_, at) => planes[(at % 3) * pixels + Math.floor(at / 3)] ?? 0);
}

/** What Pillow reads and we refuse, in so many words. */
const REFUSED = ["gif-transparent.gif", "bitmap.bmp"];

const read = images.flatMap(([name, image]) => (image === null || REFUSED.includes(name) ? [] : [{ name, image }]));
const broken = images.flatMap(([name, image]) => (image === null ? [name] : []));

describe("decoded gives Pillow's bytes", () => {
  test.each(read)("of $name", async ({ name, image }) => {
    const { height, width, channels, data } = await decoded(encoded(name));
    expect([height, width, channels]).toEqual([image.height, image.width, 3]);
    expect(Buffer.from(interleaved(data)).toString("base64")).toBe(image.rgb);
    expect(await encodedSize(encoded(name))).toEqual({ height, width });
  });

  test("of a picture noted as turned: it stays as it is stored", async () => {
    expect(await decoded(encoded("rotated.jpg"))).toMatchObject({ height: 19, width: 26 });
    // But Pillow turns a TIFF on opening it.
    expect(await decoded(encoded("rotated.tiff"))).toMatchObject({ height: 26, width: 19 });
  });
});

describe("what decoded refuses", () => {
  test("are the files that Pillow refuses", () => {
    expect(broken).toEqual(["cut-off.jpg", "cut-off.png", "empty.jpg", "text.jpg"]);
  });

  test.each(broken)("%s, by name and in one line", async (name) => {
    const line = await fault(() => decoded(encoded(name)));
    expect(line).toMatch(new RegExp(`^malformed: ${name} cannot be decoded: [^\n]+$`));
  });

  test("formats that are not read", async () => {
    expect(await fault(() => decoded(encoded("bitmap.bmp")))).toBe(
      "unsupported: bitmap.bmp is a bitmap (BMP), which is not read; save it as PNG",
    );
    const svg = { name: "a.svg", bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>') };
    expect(await fault(() => decoded(svg))).toBe("unsupported: a.svg is svg, which is not read; save it as PNG");
  });

  test("a GIF whose clear pixels have a colour that only Pillow tells", async () => {
    expect(await fault(() => decoded(encoded("gif-transparent.gif")))).toBe(
      "unsupported: gif-transparent.gif is a GIF with clear pixels, which is not read; save it as PNG",
    );
  });
});

describeField("decoded photographs", () => {
  test("are Pillow's, byte for byte", async () => {
    expect(Object.keys(photographs)).toHaveLength(200);
    for (const [name, hash] of Object.entries(photographs)) {
      const bytes = new Uint8Array(readFileSync(field(`data/imagenet-sample/${name}`)));
      const { data } = await decoded({ name, bytes });
      expect([name, sha256(interleaved(data)).slice(0, 16)]).toEqual([name, hash]);
    }
  }, 120_000);
});
