import { createHash } from "node:crypto";

/**
 * The SHA-256 of bytes, or of a text's UTF-8, as 64 lower-case hexadecimal digits.
 *
 * @example
 * sha256("").slice(0, 8); // => "e3b0c442"
 */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
