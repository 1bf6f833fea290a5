import { createHash } from "node:crypto";
import type { ByteSource } from "./byte-source.js";

/**
 * The SHA-256 of bytes, or of a text's UTF-8, as 64 lower-case hexadecimal digits.
 *
 * @example
 * sha256("").slice(0, 8); // => "e3b0c442"
 */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The most that is hashed at once. */
const PIECE = 2 ** 26;

/** The SHA-256 of a file, read piece by piece. */
export async function sha256OfSource(source: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for (let from = 0; from < source.byteLength; from += PIECE)
    hash.update(await source.slice(from, Math.min(from + PIECE, source.byteLength)));
  return hash.digest("hex");
}
