import { crc32 } from "node:zlib";
import { type UnzipFileInfo, unzipSync } from "fflate";
import { TrisimError } from "../errors.js";
import { type ByteSource, memorySource } from "./byte-source.js";
import { zipChecksums } from "./zip-checksums.js";

/** Deflate cannot make 258 bytes out of less than 2 bits. */
const MAX_RATIO = 1032;
/** Far above what activations pack to, those of a network with nine zeros of ten included. */
const USUAL_RATIO = 100;
/** Up to so many bytes any archive may unpack to, whatever its size. */
const ALWAYS = 2 ** 28;
/** The fixed part of an entry in a zip archive's directory. */
const ENTRY_BYTES = 46;
const SUFFIX = ".npy";

/** The arrays of a .npz archive, which is held in memory. */
export interface Npz {
  /** In the order of the archive. */
  readonly names: readonly string[];
  /** The .npy file of one of them. */
  member(name: string): ByteSource;
}

/**
 * Opens a .npz archive, stored or deflated. Checksums are verified.
 *
 * @throws TrisimError "malformed", also for an archive that claims to unpack to far more than activations do.
 */
export async function openNpz(source: ByteSource): Promise<Npz> {
  const archive = await source.slice(0, source.byteLength);
  const arrays = entries(source.name, archive).filter(({ name }) => name.endsWith(SUFFIX));
  for (const entry of arrays) checkSize(source.name, archive.length, entry);
  checkTotal(source.name, archive.length, arrays);
  return {
    names: arrays.map(({ name }) => name.slice(0, -SUFFIX.length)),
    member: (name) => memorySource(`${source.name}#${name}`, unpack(source.name, archive, name + SUFFIX)),
  };
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
    promised = entry.originalSize;
    return true;
  });
  const bytes = files[name];
  if (bytes?.length !== promised)
    throw new TrisimError(
      "malformed",
      `${file}: ${name} unpacks to ${bytes?.length ?? 0} bytes; expected the ${promised} its entry promises`,
    );
  if (crc32(bytes) === zipChecksums(archive).get(name)) return bytes;
  throw new TrisimError("malformed", `${file}: ${name} is damaged, its checksum is another; save or copy it anew`);
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

/** Refuses many that cannot all be true: entries that share their packed bytes, and archives of nearly nothing. */
function checkTotal(file: string, available: number, all: readonly UnzipFileInfo[]): void {
  const packed = all.reduce((sum, { size }) => sum + size, 0);
  const unpacked = all.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (packed <= available && unpacked <= Math.max(ALWAYS, USUAL_RATIO * available)) return;
  const claim = `its arrays claim ${unpacked} bytes out of ${packed}, and the archive has ${available}`;
  throw new TrisimError(
    "malformed",
    `${file}: ${claim}; activations never pack ${USUAL_RATIO} to 1: save them as .npy`,
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
