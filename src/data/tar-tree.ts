import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import { createTarDecoder, type ParsedTarEntry, type TarHeader } from "modern-tar";
import { TrisimError } from "../errors.js";
import { fileSource } from "./byte-source.js";
import type { FileTree } from "./file-tree.js";
import { type Spill, spill } from "./spill.js";
import { systemReason } from "./system-reason.js";
import { relativePath, withoutRoot } from "./tar-paths.js";

/** Where a file's bytes are in what was unpacked. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Unpacked {
  readonly folders: Set<string>;
  readonly files: Map<string, Place>;
}

/**
 * The files in a tar archive, gzipped or not. It is unpacked once, in one pass and constant memory, into one temporary file:
 * images are read in the order of their classes, which is not that of the archive.
 *
 * A single folder that everything lies in is left out of the paths, so that they are those of the unpacked folder.
 *
 * @throws TrisimError "not-found", "unreadable", "malformed" for a damaged archive, "bad-value" for an entry that leads out of
 *   it, is a link or comes twice, "unwritable" where there is no room.
 */
export async function tarTree(path: string): Promise<FileTree> {
  await (await fileSource(path)).close();
  const unpacked = await spill(path);
  try {
    const { folders, files } = await unpack(path, unpacked);
    const { root, ...tree } = withoutRoot([...folders], [...files.keys()]);
    return {
      path,
      ...tree,
      nameOf: (file) => `${path}/${root}${file}`,
      async read(file) {
        const place = files.get(root + file);
        if (place === undefined) throw new RangeError(`tarTree: ${path} has no ${file}`);
        return unpacked.read(place.start, place.end);
      },
      close: () => unpacked.close(),
    };
  } catch (error) {
    await unpacked.close();
    throw error;
  }
}

async function unpack(path: string, into: Spill): Promise<Unpacked> {
  const found: Unpacked = { folders: new Set(), files: new Map() };
  try {
    for await (const { header, body } of entriesOf(path)) {
      const start = into.size();
      for await (const bytes of body as NodeStream<Uint8Array>) await into.append(bytes);
      note(path, found, header, { start, end: into.size() });
    }
  } catch (cause) {
    if (cause instanceof TrisimError) throw cause;
    throw new TrisimError("malformed", `${path} cannot be unpacked: ${systemReason(cause)}`, { cause });
  }
  return found;
}

function entriesOf(path: string): NodeStream<ParsedTarEntry> {
  const { readable, writable } = createTarDecoder({ strict: true });
  void feed(path, writable.getWriter());
  return readable as NodeStream<ParsedTarEntry>;
}

/**
 * Brings an archive's bytes to its reader, to whom faults of the file go too. Where the reader has left, writing fails and
 * nothing more is read; `Readable.toWeb` would go on, and end the process.
 */
async function feed(path: string, decoder: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  const stored = createReadStream(path, { highWaterMark: 2 ** 20 });
  // Faults of either stream reach the reader of the last.
  const plain = /gz$/i.test(path) ? pipeline(stored, createGunzip(), () => undefined) : stored;
  try {
    for await (const bytes of plain) await decoder.write(bytes);
    await decoder.close();
  } catch (cause) {
    await decoder.abort(cause).catch(() => undefined);
  }
}

function note(path: string, { folders, files }: Unpacked, { name, type = "file" }: TarHeader, place: Place): void {
  const relative = relativePath(path, name);
  if (relative === null) return;
  if (type === "directory") {
    folders.add(relative);
    return;
  }
  if (type !== "file") {
    throw new TrisimError(
      "bad-value",
      `${path}: ${name} is a ${type}; expected files and folders, pack it without links`,
    );
  }
  if (files.has(relative)) throw new TrisimError("bad-value", `${path}: ${name} comes twice; pack it anew`);
  files.set(relative, place);
}
