import { createHash } from "node:crypto";
import type { ByteSource } from "./byte-source.js";
import { readAhead } from "./read-ahead.js";

/** Node takes less than 2 GiB in one call. */
const HASHED_AT_ONCE = 2 ** 30;

/**
 * The SHA-256 of bytes, or of a text's UTF-8, as 64 lower-case hexadecimal digits.
 *
 * @example
 * sha256("").slice(0, 8); // => "e3b0c442"
 */
export function sha256(bytes: Uint8Array | string): string {
  const hash = createHash("sha256");
  if (typeof bytes === "string") return hash.update(bytes).digest("hex");
  for (let at = 0; at < bytes.length; at += HASHED_AT_ONCE) hash.update(bytes.subarray(at, at + HASHED_AT_ONCE));
  return hash.digest("hex");
}

/** The most that is hashed at once. */
const PIECE = 2 ** 24;

/** The SHA-256 of a file, read piece by piece. */
export async function sha256OfSource(source: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for (let from = 0; from < source.byteLength; from += PIECE)
    hash.update(await source.slice(from, Math.min(from + PIECE, source.byteLength)));
  return hash.digest("hex");
}

/** Pieces that are read while one is hashed: memory that was never used before takes longer to fill than to hash. */
const AHEAD = 3;

/** All of a file and its SHA-256. */
export async function readHashed(
  source: ByteSource,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }> {
  const hash = createHash("sha256");
  const bytes = new Uint8Array(source.byteLength);
  const starts = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, k) => k * PIECE);
  const read = async (from: number) => {
    const piece = bytes.subarray(from, from + PIECE);
    await source.read(piece, from);
    return piece;
  };
  for await (const piece of readAhead(starts.length, AHEAD, (k) => read(starts[k] ?? 0))) hash.update(piece);
  return { bytes, sha256: hash.digest("hex") };
}
