import { weighColumns, weighRows } from "../../kernels/weighted-pixels.js";
import type { Pixels } from "../pixels.js";
import type { FilterName } from "./filters.js";
import { type Span, taps } from "./taps.js";

/** The part of a resized image that is made. */
export interface Window {
  readonly rows: Span;
  readonly columns: Span;
}

/**
 * A part of an image that was resized as Pillow resizes 8-bit images, to the bit: first along rows, then along columns,
 * rounded to bytes after each. Only the part is computed; where sizes are equal it is cut out as it is.
 *
 * @param size - the size of the whole image after resizing.
 * @param window - lies within that size.
 * @returns the image itself where it is to stay as it is.
 * @see Pillow's src/libImaging/Resample.c, and Geometry.c for the nearest pixel.
 * @example
 * const image = { height: 1, width: 4, channels: 1, data: Uint8Array.of(0, 100, 200, 255) };
 * const window = { rows: { from: 0, length: 1 }, columns: { from: 1, length: 1 } };
 * Array.from(resampled(image, { height: 1, width: 2 }, "box", window).data); // => [228]
 */
export function resampled(
  image: Pixels,
  size: { readonly height: number; readonly width: number },
  filter: FilterName,
  { rows, columns }: Window,
): Pixels {
  const { height, width, channels } = image;
  const isSame = size.height === height && size.width === width;
  if (isSame && rows.length === height && columns.length === width) return image;
  const across = taps(width, size.width, filter, columns);
  const down = taps(height, size.height, filter, rows);
  const needed = neededBy(down);
  // Rows that no row of the window is made of are left out.
  const used = { ...down, first: down.first.map((row) => row - needed.from) };
  const data = new Uint8Array(channels * rows.length * columns.length);
  const between = new Uint8Array(needed.length * columns.length);
  for (let channel = 0; channel < channels; channel++) {
    const start = (channel * height + needed.from) * width;
    weighRows(image.data.subarray(start, start + needed.length * width), width, across, between);
    const plane = rows.length * columns.length;
    weighColumns(between, columns.length, used, data.subarray(channel * plane, (channel + 1) * plane));
  }
  return { height: rows.length, width: columns.length, channels, data };
}

function neededBy({ first, count }: { readonly first: Int32Array; readonly count: Int32Array }): Span {
  const last = first.length - 1;
  const from = first[0] ?? 0;
  return { from, length: (first[last] ?? 0) + (count[last] ?? 0) - from };
}
