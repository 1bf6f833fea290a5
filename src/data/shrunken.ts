import type { ByteImages } from "./dataset.js";

/** A planar image, C×H×W bytes, and its size. */
interface Shrunken {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8Array;
}

/**
 * An image made small enough: each pixel is the mean of the area it stands for, where pixels on its edge count by the part
 * that lies inside. Proportions are kept, to whole pixels, of which no side has less than one.
 *
 * @param image - one planar image, C×H×W bytes.
 * @param largest - pixels along its longer side, at most; an image that has no more is given back as it is.
 * @example
 * const format = { kind: "uint8", height: 1, width: 4, channels: 1 };
 * Array.from(shrunken(Uint8Array.of(0, 2, 10, 20), format, 2).data); // => [1, 15]
 */
export function shrunken(image: Uint8Array, { height, width, channels }: ByteImages, largest: number): Shrunken {
  const longest = Math.max(height, width);
  if (longest <= largest) return { height, width, data: image };
  const side = (length: number) => Math.max(1, Math.round((length * largest) / longest));
  const small = { height: side(height), width: side(width) };
  const [rows, columns] = [areas(height, small.height), areas(width, small.width)];
  const data = new Uint8Array(channels * small.height * small.width);
  let filled = 0;
  for (let channel = 0; channel < channels; channel++) {
    const plane = image.subarray(channel * height * width, (channel + 1) * height * width);
    for (const row of rows) for (const column of columns) data[filled++] = Math.round(mean(plane, width, row, column));
  }
  return { ...small, data };
}

/** Pixels from `first` on, and the share of a mean that each has. */
interface Area {
  readonly first: number;
  readonly shares: readonly number[];
}

/** `length` pixels in a row, divided into `count` areas of equal length. */
function areas(length: number, count: number): readonly Area[] {
  const step = length / count;
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [i * step, i + 1 < count ? (i + 1) * step : length];
    const first = Math.floor(from);
    const inside = (pixel: number) => Math.min(to, pixel + 1) - Math.max(from, pixel);
    const shares = Array.from({ length: Math.ceil(to) - first }, (_, k) => inside(first + k) / (to - from));
    return { first, shares };
  });
}

function mean(plane: Uint8Array, width: number, rows: Area, columns: Area): number {
  let total = 0;
  for (const [i, inRow] of rows.shares.entries()) {
    const start = (rows.first + i) * width + columns.first;
    for (const [j, inColumn] of columns.shares.entries()) total += inRow * inColumn * (plane[start + j] ?? 0);
  }
  return total;
}
