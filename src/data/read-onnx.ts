import { constants } from "node:buffer";
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { TrisimError } from "../errors.js";
import { type ModelPiece, type OutsideValues, withOutsideValues } from "../onnx/external-data.js";
import type { StoredModel } from "../onnx/model.js";
import { inMemory } from "../onnx/variant.js";
import { type ByteSource, fileSource, withFile } from "./byte-source.js";
import { type FileStamp, fileStamp } from "./file-stamp.js";
import { readHashed, sha256 } from "./hash.js";
import { storedInFile, storedInParts } from "./model-file.js";
import { statPath } from "./stat-path.js";

/** A model as it was read. */
interface ReadOnnx {
  readonly stored: StoredModel;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The bytes of an ONNX model, with the values in them that its file leaves to other files (external data). They are one
 * protobuf message, which may be longer than the 2 GB that protobuf itself allows.
 *
 * Nothing is read outside the folder of the model, or of the file that the model is a link to.
 *
 * @throws TrisimError "not-found", "unreadable" or "malformed", naming the file and, where values are elsewhere, the tensor;
 * "unsupported" where the whole is more than a buffer holds.
 */
export async function readOnnx(file: string): Promise<ReadOnnx> {
  // Before it is opened: whoever replaces it from now on is noticed.
  const stamp = (await statPath(file)) && fileStamp(file);
  const alone = await withFile(file, (source) => {
    checkLength(file, source.byteLength);
    return readHashed(source);
  });
  const pieces = withOutsideValues(alone.bytes, file);
  if (pieces !== null) {
    const stamps = new Map(stamp === null ? [] : [[resolve(file), stamp]]);
    const whole = await joined(file, pieces, stamps);
    const parts = pieces.map((piece) => (isOutside(piece) ? { ...piece, path: pathOf(file, piece) } : piece));
    const graph = (await isTogether(stamps.keys())) ? alone.bytes : null;
    return { stored: storedInParts(resolve(file), graph, parts, stamps, whole), sha256: sha256(whole) };
  }
  // What has no path any more, as a file that only a descriptor names, is held.
  const path = await realpath(file).catch(() => null);
  const inFile = stamp !== null && path !== null;
  const stored = inFile ? storedInFile(path, alone.bytes, stamp, alone.sha256) : inMemory(alone.bytes);
  return { stored, sha256: alone.sha256 };
}

const isOutside = (piece: ModelPiece): piece is OutsideValues => "location" in piece;

/** Whether files are in one folder, or below it, without a link that leads out: the runtime maps no others. */
async function isTogether(paths: Iterable<string>): Promise<boolean> {
  const [own = "", ...others] = paths;
  const folder = await realpath(dirname(own));
  const real = await Promise.all(others.map((path) => realpath(path)));
  return real.every((path) => isIn(folder, path));
}

function pathOf(file: string, { location }: OutsideValues): string {
  return join(dirname(resolve(file)), location);
}

/** All the pieces; notes the stamps of the files they are in. */
async function joined(
  file: string,
  pieces: readonly ModelPiece[],
  stamps: Map<string, FileStamp>,
): Promise<Uint8Array> {
  const sources = new Map<string, ByteSource>();
  try {
    for (const values of pieces.filter(isOutside)) {
      const source = sources.get(values.location) ?? (await sourceOf(file, values, stamps));
      sources.set(values.location, source);
      checkRange(file, values, source.byteLength);
    }
    checkShared(file, pieces.filter(isOutside), [...sources.values()]);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    checkLength(file, length);
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      if (isOutside(piece))
        await sources.get(piece.location)?.read(whole.subarray(at, at + piece.length), piece.offset);
      else whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  } finally {
    for (const source of sources.values()) await source.close();
  }
}

/** Opens the file that holds the values of a tensor. */
async function sourceOf(file: string, values: OutsideValues, stamps: Map<string, FileStamp>): Promise<ByteSource> {
  const { tensor, location } = values;
  const refused = (why: string) =>
    new TrisimError("malformed", `${file}: tensor "${tensor}" has its values in ${shown(location)}, ${why}`);
  const leaves = "which is not in the model's folder; only files there are read";
  if (isAbsolute(location) || /[\\\0:]|(^|\/)\.\.(\/|$)/.test(location)) throw refused(leaves);
  const path = join(dirname(file), location);
  const real = await realpath(path).catch(() => null);
  if (real === null) throw new TrisimError("not-found", refused("which does not exist beside it").message);
  const folders = [await realpath(dirname(file)), dirname(await realpath(file))];
  if (!folders.some((folder) => isIn(folder, real))) throw refused(leaves);
  stamps.set(pathOf(file, values), fileStamp(path));
  return fileSource(path);
}

/** A location as messages show it: one line of bounded length. */
function shown(location: string): string {
  return JSON.stringify(location.length > 100 ? `${location.slice(0, 100)}…` : location);
}

function isIn(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return from !== "" && from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

function checkRange(file: string, { tensor, location, offset, length }: OutsideValues, bytes: number): void {
  if (offset + length <= bytes) return;
  const what = `bytes ${offset} to ${offset + length} of ${shown(location)}, which has ${bytes}`;
  throw new TrisimError("malformed", `${file}: tensor "${tensor}" has its values in ${what}`);
}

/** A few tensors may share values; a file in which thousands do is there to fill the memory. */
function checkShared(file: string, values: readonly OutsideValues[], sources: readonly ByteSource[]): void {
  const taken = values.reduce((sum, { length }) => sum + length, 0);
  const there = sources.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (taken <= 2 * there) return;
  throw new TrisimError("malformed", `${file}: its tensors take ${taken} bytes of files that have ${there}`);
}

function checkLength(file: string, length: number): void {
  if (length <= constants.MAX_LENGTH) return;
  const most = `${length} bytes, and Node ${process.version} holds ${constants.MAX_LENGTH} in one piece`;
  throw new TrisimError("unsupported", `${file}: the model takes ${most}`);
}
