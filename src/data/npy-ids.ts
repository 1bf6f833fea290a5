import { TrisimError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import { elementCount, type NdArray, shapeText } from "./nd-array.js";
import { readNpy } from "./npy.js";
import { readNpyDescription } from "./npy-header.js";

/**
 * The ids of n examples from a .npy file of n texts or whole numbers, as numpy writes lists of either.
 *
 * @throws TrisimError "malformed", "unsupported" for another type, "bad-value" for another shape.
 */
export async function readNpyIds(source: ByteSource): Promise<readonly string[]> {
  const { descr, shape, offset } = await readNpyDescription(source);
  const [, order, kind, length] = /^([<>|=]?)([US])(\d+)$/.exec(descr) ?? [];
  if (kind === undefined) return idsOfNumbers(await readNpy(source));
  checkList(source.name, shape);
  const [n, width] = [elementCount(shape), Number(length) * (kind === "U" ? 4 : 1)];
  const found = source.byteLength - offset;
  if (found !== n * width)
    throw new TrisimError("malformed", `${source.name}: ${n} texts need ${n * width} bytes and ${found} are there`);
  const bytes = await source.slice(offset, source.byteLength);
  return Array.from({ length: n }, (_, i) => {
    const own = bytes.subarray(i * width, (i + 1) * width);
    return kind === "U" ? codePoints(source.name, own, order !== ">") : new TextDecoder().decode(trimmed(own));
  });
}

/**
 * Whole numbers as ids.
 *
 * @throws TrisimError "unsupported" for other numbers, "bad-value" for another shape or beyond 2^53.
 */
export function idsOfNumbers({ name, dtype, shape, data }: NdArray): readonly string[] {
  if (!dtype.integer)
    throw new TrisimError("unsupported", `${name}: ids of type ${dtype.name}; expected texts or integers`);
  checkList(name, shape);
  const bad = data.findIndex((value) => !Number.isSafeInteger(value));
  if (bad >= 0) throw new TrisimError("bad-value", `${name}: id ${bad} is ${data[bad]}; expected integers below 2^53`);
  return Array.from(data, String);
}

function checkList(name: string, shape: readonly number[]): void {
  if (shape.length === 1) return;
  throw new TrisimError("bad-value", `${name}: ids of shape ${shapeText(shape)}; expected one an example`);
}

/** UTF-32, filled up with zeros. */
function codePoints(name: string, bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const points = Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, littleEndian));
  const last = points.findLastIndex((point) => point !== 0);
  const bad = points.find((point) => point > 0x10ffff);
  if (bad !== undefined)
    throw new TrisimError("malformed", `${name}: a text with the character ${bad}, which there is not`);
  return points.slice(0, last + 1).reduce((text, point) => text + String.fromCodePoint(point), "");
}

function trimmed(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}
