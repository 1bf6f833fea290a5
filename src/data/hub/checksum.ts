import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";

/** What a file of the hub must be. */
export interface HubFile {
  /** Inside the repository. */
  readonly path: string;
  readonly size: number;
  /** 64 hexadecimal digits, the SHA-256 of a large file, or 40, git's SHA-1 of any other; its blob's name in the cache. */
  readonly checksum: string;
}

/** Whether a text is one of the two checksums that the hub gives. */
export function isChecksum(text: string): boolean {
  return /^(?:[0-9a-f]{64}|[0-9a-f]{40})$/.test(text);
}

/**
 * A hash that ends with the checksum of a file if all its bytes are given to it: SHA-256, or SHA-1 of git's head and the
 * content.
 */
export function hashFor({ checksum, size }: Pick<HubFile, "checksum" | "size">): Hash {
  return checksum.length === 64 ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
}

/** Puts what is in a file into a hash, without holding it. */
export async function hashFile(hash: Hash, file: string, signal?: AbortSignal): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20, signal })) hash.update(chunk);
}
