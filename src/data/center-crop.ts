import type { CenterCrop } from "./preprocess-steps.js";
import type { Size } from "./resized-size.js";
import { roundHalfEven } from "./round-half-even.js";

/** What a crop takes of an axis, and where it puts it. */
export interface Taken {
  /** The first pixel taken. */
  readonly from: number;
  readonly length: number;
  /** Where that pixel comes to lie; what is before and behind is filled. */
  readonly at: number;
}

/**
 * What a centre crop takes of an image's rows and columns.
 *
 * Of an odd remainder transformers leaves one pixel more behind what it takes and pads one pixel more before it;
 * torchvision rounds the first half to even and pads one pixel more behind.
 *
 * @example
 * const crop = { height: 2, width: 4, rounding: "torchvision", fill: [0] };
 * centerCrop({ height: 5, width: 1 }, crop).rows; // => { from: 2, length: 2, at: 0 }
 * centerCrop({ height: 5, width: 1 }, crop).columns; // => { from: 0, length: 1, at: 1 }
 */
export function centerCrop(
  { height, width }: Size,
  crop: CenterCrop,
): { readonly rows: Taken; readonly columns: Taken } {
  return { rows: taken(height, crop.height, crop.rounding), columns: taken(width, crop.width, crop.rounding) };
}

function taken(length: number, wanted: number, rounding: CenterCrop["rounding"]): Taken {
  const [half, missing] = [(length - wanted) / 2, (wanted - length) / 2];
  if (missing > 0) {
    return { from: 0, length, at: rounding === "transformers" ? Math.ceil(missing) : Math.floor(missing) };
  }
  return { from: rounding === "transformers" ? Math.floor(half) : roundHalfEven(half), length: wanted, at: 0 };
}
