import sharp, { type Metadata, type OutputInfo, type Sharp } from "sharp";
import { TrisimError } from "../errors.js";
import type { EncodedImage } from "./dataset.js";
import type { Pixels } from "./pixels.js";
import { interleavedPlanes, planesOfInk } from "./planes.js";

// Images are decoded side by side, so that one thread an image is right; nothing is read twice.
sharp.concurrency(1);
sharp.cache(false);

/** What Pillow reads as we do; sharp knows more formats. */
const FORMATS = ["jpeg", "png", "webp", "gif", "tiff"];

/** Where a PNG says what its channels are, and what it says of gray alone. */
const PNG_COLOUR_TYPE = 25;
const PNG_GRAY = 0;

/** Colour profiles are passed over, as Pillow does; what a decoder only warns of is an image still, as it is to Pillow. */
const OPTIONS = { ignoreIcc: true, failOn: "error" } as const;

/**
 * An image file as RGB, byte for byte what Pillow's `convert("RGB")` makes of it: gray is repeated, transparency is left
 * out, 16-bit colour keeps its high byte, 16-bit gray without an alpha channel ends at 255, of an animation the first picture
 * counts. Embedded colour profiles are not followed and the orientation that a camera noted is not applied, because
 * neither is by the loaders that networks were trained with; but a TIFF's is, since Pillow turns that on opening it.
 *
 * @throws TrisimError "malformed" for what is damaged or no image, "unsupported" for a format that is not read, each naming
 *   the file.
 */
export async function decoded(image: EncodedImage): Promise<Pixels> {
  const head = await headOf(image);
  if (!FORMATS.includes(head.format)) throw refused(image, `is ${head.format}`);
  if (head.format === "tiff" && head.depth !== "uchar") throw refused(image, `is a TIFF of ${head.depth} values`);
  const source = turned(head, sharp(image.bytes, OPTIONS));
  if (head.space === "cmyk") return inked(image, source);
  if (head.space === "grey16" && !hasAlphaPlane(head, image)) return deepGray(image, source);
  const { data, info } = await rawOf(image, source.raw());
  if (head.format === "gif" && info.channels === 4 && isClear(data)) throw refused(image, "is a GIF with clear pixels");
  return pixelsOf(info, interleavedPlanes(data, info.channels));
}

/**
 * The size of an image, told from its first bytes.
 *
 * @throws TrisimError as `decoded` does.
 */
export async function encodedSize(image: EncodedImage): Promise<Pick<Pixels, "height" | "width">> {
  const { height, width, format, orientation = 1 } = await headOf(image);
  return format === "tiff" && orientation > 4 ? { height: width, width: height } : { height, width };
}

function turned({ format }: Metadata, source: Sharp): Sharp {
  return format === "tiff" ? source.autoOrient() : source;
}

async function headOf(image: EncodedImage): Promise<Metadata> {
  if (image.bytes.length === 0) throw new TrisimError("malformed", `${image.name} cannot be decoded: it is empty`);
  return told(image, sharp(image.bytes, OPTIONS).metadata());
}

function rawOf(image: EncodedImage, source: Sharp) {
  return told(image, source.toBuffer({ resolveWithObject: true }));
}

/** Four inks, which sharp would bring to sRGB by a profile. */
async function inked(image: EncodedImage, source: Sharp): Promise<Pixels> {
  const { data, info } = await rawOf(image, source.pipelineColourspace("cmyk").toColourspace("cmyk").raw());
  return pixelsOf(info, planesOfInk(data));
}

/** A PNG may name one gray as clear instead (tRNS), of which sharp makes a second channel and Pillow nothing. */
function hasAlphaPlane({ format, channels }: Metadata, { bytes }: EncodedImage): boolean {
  return channels > 1 && !(format === "png" && bytes[PNG_COLOUR_TYPE] === PNG_GRAY);
}

async function deepGray(image: EncodedImage, source: Sharp): Promise<Pixels> {
  const { data, info } = await rawOf(image, source.toColourspace("grey16").raw({ depth: "ushort" }));
  const deep = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  return pixelsOf(info, interleavedPlanes(Uint8ClampedArray.from(deep), info.channels));
}

function pixelsOf({ height, width }: OutputInfo, data: Uint8Array): Pixels {
  return { height, width, channels: 3, data };
}

function isClear(rgba: Uint8Array): boolean {
  return rgba.some((value, at) => at % 4 === 3 && value === 0);
}

function refused({ name }: EncodedImage, what: string): TrisimError {
  return new TrisimError("unsupported", `${name} ${what}, which is not read; save it as PNG`);
}

/** sharp's own faults, with the file's name; several lines become one. */
async function told<T>(image: EncodedImage, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (cause) {
    const [reason = ""] = (cause as Error).message.split("\n");
    if (/unsupported image format/.test(reason) && looksLikeBitmap(image)) throw refused(image, "is a bitmap (BMP)");
    throw new TrisimError("malformed", `${image.name} cannot be decoded: ${reason}`, { cause });
  }
}

function looksLikeBitmap({ bytes }: EncodedImage): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}
