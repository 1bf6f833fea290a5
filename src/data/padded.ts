import type { Pixels } from "./pixels.js";
import type { CenterCrop } from "./preprocess-steps.js";

/**
 * An image inside a filled one.
 *
 * @param top - rows before the image; what is behind it is filled too.
 * @returns the image itself where it has the size and the channels already.
 * @example
 * const image = { height: 1, width: 1, channels: 1, data: Uint8Array.of(9) };
 * const into = { height: 1, width: 3, rounding: "torchvision", fill: [7] };
 * Array.from(padded(image, into, 0, 1).data); // => [7, 9, 7]
 */
export function padded(image: Pixels, { height, width, fill }: CenterCrop, top: number, left: number): Pixels {
  const channels = fill.length === 3 ? 3 : image.channels;
  if (image.height === height && image.width === width && image.channels === channels) return image;
  const data = new Uint8Array(channels * height * width);
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * height * width;
    data.fill(fill[channel % fill.length] ?? 0, start, start + height * width);
    // A gray image's one plane is repeated.
    const plane = (channel % image.channels) * image.height;
    for (let row = 0; row < image.height; row++) {
      const from = (plane + row) * image.width;
      data.set(image.data.subarray(from, from + image.width), start + (top + row) * width + left);
    }
  }
  return { height, width, channels, data };
}
