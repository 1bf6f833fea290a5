/**
 * H×W×C bytes as the three planes 3×H×W: one or two channels are gray (and how opaque), whose first is repeated; a fourth
 * is left out.
 *
 * @example
 * Array.from(interleavedPlanes(Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255), 4)); // => [1, 4, 2, 5, 3, 6]
 */
export function interleavedPlanes(bytes: Uint8Array | Uint8ClampedArray, channels: number): Uint8Array {
  const pixels = bytes.length / channels;
  const planes = new Uint8Array(3 * pixels);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += channels) {
    planes[pixel] = bytes[at] ?? 0;
    planes[pixels + pixel] = bytes[at + green] ?? 0;
    planes[2 * pixels + pixel] = bytes[at + blue] ?? 0;
  }
  return planes;
}

/**
 * H×W×4 bytes of cyan, magenta, yellow and black as the planes 3×H×W of red, green and blue, by Pillow's integer formula:
 * what an ink leaves of the light that black leaves.
 *
 * @example
 * Array.from(planesOfInk(Uint8Array.of(255, 0, 51, 0))); // => [0, 255, 204]
 */
export function planesOfInk(bytes: Uint8Array): Uint8Array {
  const pixels = bytes.length / 4;
  const planes = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const light = 255 - (bytes[4 * pixel + 3] ?? 0);
    for (let ink = 0; ink < 3; ink++) {
      planes[ink * pixels + pixel] = light - shareOf(bytes[4 * pixel + ink] ?? 0, light);
    }
  }
  return planes;
}

/** a · b / 255, rounded, in integers. */
function shareOf(a: number, b: number): number {
  const product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}
