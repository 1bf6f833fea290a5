import { encode } from "fast-png";
import type { Pixels } from "./pixels.js";

/** White pixels around every image. */
const GAP = 4;
const COLUMNS = 8;

/**
 * Images side by side, eight in a row, on white: a PNG.
 *
 * @param images - of one size and number of channels, one at least.
 * @throws RangeError where there are none or they differ.
 */
export function contactSheet(images: readonly Pixels[]): Uint8Array {
  const [first] = images;
  if (first === undefined) throw new RangeError("contactSheet: there are no images");
  const { height, width, channels } = first;
  const odd = images.find((image) => image.height !== height || image.width !== width || image.channels !== channels);
  if (odd !== undefined) throw new RangeError("contactSheet: images of several sizes; expected one");
  const columns = Math.min(COLUMNS, images.length);
  const sheet = {
    width: GAP + columns * (width + GAP),
    height: GAP + Math.ceil(images.length / columns) * (height + GAP),
  };
  const data = new Uint8Array(sheet.width * sheet.height * channels).fill(255);
  for (const [i, image] of images.entries()) {
    const top = GAP + Math.floor(i / columns) * (height + GAP);
    put(image, data, sheet.width, top, GAP + (i % columns) * (width + GAP));
  }
  return encode({ ...sheet, channels, data });
}

/** Copies a planar image into an interleaved one. */
function put(
  { height, width, channels, data }: Pixels,
  sheet: Uint8Array,
  sheetWidth: number,
  top: number,
  left: number,
) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = ((top + y) * sheetWidth + left + x) * channels;
      for (let c = 0; c < channels; c++) sheet[at + c] = data[(c * height + y) * width + x] ?? 0;
    }
  }
}
