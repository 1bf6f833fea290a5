import { encode } from "fast-png";
import type { ByteImages } from "./dataset.js";
import { shrunken } from "./shrunken.js";

/** Pixels along the longer side, at most. */
const LARGEST = 64;

/**
 * A stored image as a reader would recognise it, before any preprocessing: a PNG of at most 64 pixels along its longer
 * side, as a `data:` URI. What is larger is made smaller, nothing is enlarged.
 *
 * @param image - one planar image, C×H×W bytes.
 * @throws RangeError where the bytes are not those of one image.
 * @example
 * const format = { kind: "uint8", height: 1, width: 2, channels: 1 };
 * thumbnail(Uint8Array.of(0, 255), format).startsWith("data:image/png;base64,iVBORw0KGgo"); // => true
 */
export function thumbnail(image: Uint8Array, format: ByteImages): string {
  const { height, width, channels } = format;
  if (image.length !== channels * height * width)
    throw new RangeError(`thumbnail: ${image.length} bytes; expected one ${channels}×${height}×${width} image`);
  const small = shrunken(image, format, LARGEST);
  const png = encode({ width: small.width, height: small.height, channels, data: interleaved(small.data, channels) });
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}

/** C×H×W to H×W×C. */
function interleaved(planar: Uint8Array, channels: number): Uint8Array {
  const pixels = planar.length / channels;
  return planar.map((_, at) => planar[(at % channels) * pixels + Math.floor(at / channels)] ?? 0);
}
