import { type UnzipFileInfo, unzipSync } from "fflate";
import { TrisimError } from "../errors.js";
import { type ByteSource, memorySource } from "./byte-source.js";
import { chooseMember } from "./choose-member.js";
import type { NdArray } from "./nd-array.js";
import { readNpy } from "./npy.js";

/** Deflate cannot make 258 bytes out of less than 2 bits. */
const MAX_RATIO = 1032;
/** The fixed part of an entry in a zip archive's directory. */
const ENTRY_BYTES = 46;
const SUFFIX = ".npy";

/**
 * Reads one array of a .npz archive, stored or deflated. The whole archive is held in memory meanwhile; its checksums are
 * not verified.
 *
 * @param member - the array's name; `null` for the only one there is.
 * @throws TrisimError "not-found" that lists the names, "malformed", or "unsupported".
 */
export async function readNpz(source: ByteSource, member: string | null): Promise<NdArray> {
  const archive = await source.slice(0, source.byteLength);
  const names = entries(source.name, archive).map((entry) => entry.name);
  const arrays = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
  const name = chooseMember(source.name, arrays, member);
  return readNpy(memorySource(`${source.name}#${name}`, unpack(source.name, archive, name + SUFFIX)));
}

function entries(file: string, archive: Uint8Array): UnzipFileInfo[] {
  const found: UnzipFileInfo[] = [];
  unzip(file, archive, (entry) => {
    // A hostile directory may claim billions of entries.
    if (found.length * ENTRY_BYTES > archive.length) {
      throw new TrisimError("malformed", `${file}: its directory is longer than the file`);
    }
    found.push(entry);
    return false;
  });
  return found;
}

function unpack(file: string, archive: Uint8Array, name: string): Uint8Array {
  let promised = 0;
  const files = unzip(file, archive, (entry) => {
    if (entry.name !== name) return false;
    checkSize(file, archive.length, entry);
    promised = entry.originalSize;
    return true;
  });
  const bytes = files[name];
  if (bytes?.length === promised) return bytes;
  throw new TrisimError(
    "malformed",
    `${file}: ${name} unpacks to ${bytes?.length ?? 0} bytes; expected the ${promised} its entry promises`,
  );
}

/** Refuses, before anything is allocated, sizes that cannot be true. */
function checkSize(file: string, available: number, { name, size, originalSize, compression }: UnzipFileInfo): void {
  const possible = compression === 0 ? size : size * MAX_RATIO;
  if (size <= available && originalSize <= possible) return;
  const claim = `${name} claims ${originalSize} bytes out of ${size}`;
  throw new TrisimError(
    "malformed",
    `${file}: ${claim}; the archive has ${available} and deflate saves at most ${MAX_RATIO} to 1`,
  );
}

function unzip(
  file: string,
  archive: Uint8Array,
  filter: (entry: UnzipFileInfo) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, { filter });
  } catch (cause) {
    if (cause instanceof TrisimError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TrisimError("malformed", `${file} is no readable .npz archive: ${reason}`, { cause });
  }
}
