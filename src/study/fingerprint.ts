import { createHash, type Hash } from "node:crypto";

/**
 * A SHA-256 of plain values and typed arrays, in their order: equal where they are equal to the bit.
 *
 * @param values - lists, objects (by the order of their keys), strings, numbers, booleans, `null`, typed arrays.
 * @example
 * fingerprint([Float32Array.of(1), "a"]) === fingerprint([Float32Array.of(1), "b"]); // => false
 */
export function fingerprint(values: unknown): string {
  const hash = createHash("sha256");
  add(hash, values);
  return hash.digest("hex");
}

function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    // Each part is told by its kind and length, so that no two lists of parts run into the same bytes.
    hash.update(`${value.constructor.name}:${value.byteLength};`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    hash.update(`object:${entries.length};`);
    for (const [key, inner] of entries) {
      hash.update(`${JSON.stringify(key)}:`);
      add(hash, inner);
    }
  } else hash.update(`${JSON.stringify(value)};`);
}
