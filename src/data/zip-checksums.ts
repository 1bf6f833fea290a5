/** What begins an entry of a zip archive's directory, the end of the directory, and what leads to the end of a long one. */
const [ENTRY, END, LONG_LOCATOR] = [0x02014b50, 0x06054b50, 0x07064b50];
/** The fixed parts of an entry, of the end, and of the locator. */
const [ENTRY_BYTES, END_BYTES, LOCATOR_BYTES] = [46, 22, 20];
/** What stands where a number has no room. */
const LONG = 0xffffffff;
const MAX_COMMENT = 0xffff;

/**
 * The CRC-32 of every file in a zip archive, by its directory.
 *
 * @returns none for what has no directory, and those before the first entry that is none.
 */
export function zipChecksums(archive: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const checksums = new Map<string, number>();
  let at = directoryOf(view);
  while (at !== null && at + ENTRY_BYTES <= view.byteLength && view.getUint32(at, true) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(Number(at) + field, true));
    const start = at + ENTRY_BYTES;
    const bytes = archive.subarray(start, start + Number(name));
    checksums.set(new TextDecoder().decode(bytes), view.getUint32(at + 16, true));
    at = start + Number(name) + Number(extra) + Number(comment);
  }
  return checksums;
}

/** Where the directory begins. */
function directoryOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const start = view.getUint32(at + 16, true);
    return start === LONG ? longDirectoryOf(view, at - LOCATOR_BYTES) : start;
  }
  return null;
}

/** The same of an archive beyond 4 GB. */
function longDirectoryOf(view: DataView, locator: number): number | null {
  if (locator < 0 || view.getUint32(locator, true) !== LONG_LOCATOR) return null;
  const end = Number(view.getBigUint64(locator + 8, true));
  return end + 56 <= view.byteLength ? Number(view.getBigUint64(end + 48, true)) : null;
}
