import { TrisimError } from "../errors.js";
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

/**
 * The ids of saved examples and their fingerprint, from what a file says of them.
 *
 * @param ids - `null` where the file has none.
 * @param hash - what the file says their fingerprint is; `null` where it says none.
 * @throws TrisimError "mismatch" where it is that of others.
 */
export function savedIds(
  file: string,
  ids: readonly string[] | null,
  hash: string | null,
): { readonly ids: readonly string[] | null; readonly sampleHash: string | null } {
  const own = ids === null ? null : sampleHash(ids);
  if (own === null || hash === null || own === hash) return { ids, sampleHash: own ?? hash };
  throw new TrisimError("mismatch", `${file}: its sample_hash ${hash} is not that of its sample ids, ${own}`);
}
