import { sha256 } from "./hash.js";

/**
 * The fingerprint of a list of examples in its order: SHA-256 of the ids joined by line feeds. Two representations may
 * be compared only where it is the same.
 *
 * @param ids - n ids, one an example.
 * @example
 * sampleHash(["0", "1"]) === sampleHash(["1", "0"]); // => false
 */
export function sampleHash(ids: readonly string[]): string {
  return sha256(ids.join("\n"));
}

/**
 * What a file of representations says of its examples: metadata `sample_hash`, and `sample_ids` as a JSON array.
 *
 * @param ids - n ids, one an example.
 * @example
 * sampleMetadata(["0", "1"]).sample_ids; // => '["0","1"]'
 */
export function sampleMetadata(ids: readonly string[]): { readonly sample_hash: string; readonly sample_ids: string } {
  return { sample_hash: sampleHash(ids), sample_ids: JSON.stringify(ids) };
}
