import { TrisimError } from "../errors.js";
import type { ByteImages, ImageFormat } from "./dataset.js";
import { decode } from "./dtype.js";
import { elementCount, shapeText } from "./nd-array.js";
import type { NpyHeader } from "./npy-header.js";

/** How the examples of an array are stored and how their bytes become what a data set gives. */
export interface ExampleLayout {
  readonly images: ImageFormat;
  /** Stored bytes of examples, the first of them number `from`, to planar bytes or finite float32. */
  toPlanar(stored: Uint8Array, from: number): Uint8Array | Float32Array;
}

/**
 * Tells what the examples of an array are: float arrays of any shape, or uint8 images N×H×W, N×H×W×C or N×C×H×W, told
 * apart by which axis has length 1 or 3.
 *
 * @param name - the file, for messages.
 * @throws TrisimError "unsupported" for other types and shapes, and where both axes could be the channels.
 */
export function exampleLayout(name: string, header: NpyHeader): ExampleLayout {
  const { dtype, shape } = header;
  if (!dtype.integer) return floatLayout(name, header);
  if (dtype.name === "uint8") return byteLayout(name, shape);
  throw new TrisimError("unsupported", `${name}: examples of type ${dtype.name}; expected uint8 or floats`);
}

function floatLayout(name: string, { dtype, littleEndian, shape }: NpyHeader): ExampleLayout {
  const exampleShape = shape.slice(1);
  const size = elementCount(exampleShape);
  return {
    images: { kind: "float32", shape: exampleShape },
    toPlanar(stored, from) {
      const values = Float32Array.from(decode(stored, dtype, littleEndian));
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad === -1) return values;
      const place = `example ${from + Math.floor(bad / size)}, element ${bad % size}`;
      throw new TrisimError("bad-value", `${name}: ${place} is ${values[bad]} as float32; expected finite numbers`);
    },
  };
}

function byteLayout(name: string, shape: readonly number[]): ExampleLayout {
  const [, first = 0, second = 0, third] = shape;
  const fault = (why: string) => new TrisimError("unsupported", `${name}: uint8 of shape ${shapeText(shape)}; ${why}`);
  if (shape.length < 3 || shape.length > 4) throw fault("expected images N×H×W, N×H×W×C or N×C×H×W");
  if (third === undefined) return planar(first, second, 1);
  const [isFirst, isLast] = [isChannels(first), isChannels(third)];
  if (isFirst && isLast) throw fault("either of two axes could be the channels; save preprocessed floats instead");
  if (isChannels(first)) return planar(second, third, first);
  if (isChannels(third)) return interleaved(first, second, third);
  throw fault("expected 1 or 3 channels, on the second or the last axis");
}

function isChannels(length: number): length is 1 | 3 {
  return length === 1 || length === 3;
}

function planar(height: number, width: number, channels: 1 | 3): ExampleLayout {
  return { images: { kind: "uint8", height, width, channels }, toPlanar: (stored) => stored };
}

function interleaved(height: number, width: number, channels: 1 | 3): ExampleLayout {
  const images: ByteImages = { kind: "uint8", height, width, channels };
  return { images, toPlanar: (stored) => deinterleave(stored, images) };
}

/** N×H×W×C to N×C×H×W. */
function deinterleave(stored: Uint8Array, { height, width, channels }: ByteImages): Uint8Array {
  const pixels = height * width;
  const result = new Uint8Array(stored.length);
  let at = 0;
  for (const byte of stored) {
    const channel = at % channels;
    const image = at - (at % (pixels * channels));
    const pixel = (at - image - channel) / channels;
    result[image + channel * pixels + pixel] = byte;
    at++;
  }
  return result;
}
