import { type FileHandle, open, rm } from "node:fs/promises";
import { TrisimError } from "../../errors.js";
import { statPath } from "../stat-path.js";
import { partsFolder, unwritable } from "./cache-folder.js";
import { takeBlob } from "./cached-file.js";
import { type HubFile, hashFile, hashFor } from "./checksum.js";
import type { Asked } from "./hub-fault.js";
import { type HubAnswer, hubRequest } from "./hub-request.js";
import type { HubSettings } from "./hub-settings.js";
import { claimPart, releasePart } from "./partial-file.js";
import { TransientFault, withAttempts } from "./transient-fault.js";

export interface Download {
  readonly settings: HubSettings;
  /** The repository's, in the cache. */
  readonly folder: string;
  readonly file: HubFile;
  /** Of the file, below the endpoint. */
  readonly path: string;
  readonly asked: Asked;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes are there. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** An attempt that brings so many bytes is not counted against the server. */
const PROGRESS = 2 ** 20;

/**
 * Downloads a file into the cache's blobs: piece by piece onto the disk, going on where an earlier attempt or process ended,
 * and under its name only once its checksum is right.
 *
 * @throws TrisimError "malformed" for other bytes than the hub promised, which are deleted; "unreadable" where they do not
 * come, "unwritable" where they cannot be put; the signal's reason once it is aborted.
 */
export async function downloadFile(download: Download): Promise<void> {
  const { folder, file, asked, signal } = download;
  const part = await claimPart(partsFolder(folder), file.checksum);
  let isDoubtful = (await sizeOf(part)) > 0;
  try {
    await withAttempts(signal, async (cameFurther) => {
      const before = await sizeOf(part);
      const found = await completed(download, part).catch(async (error) => {
        if ((await sizeOf(part)) >= before + PROGRESS) cameFurther();
        throw error;
      });
      if (found === file.checksum) return;
      await rm(part, { force: true });
      const what = `its checksum is ${found.slice(0, 12)}…, the hub promised ${file.checksum.slice(0, 12)}…`;
      // What an earlier process left may be damaged: that is doubted before the server is.
      if (!isDoubtful) throw new TrisimError("malformed", `${asked.what}: ${what}; nothing was kept, try again`);
      isDoubtful = false;
      throw new TransientFault(`${asked.what}: ${what}`);
    });
    await takeBlob(folder, part, file.checksum);
  } catch (error) {
    if (error instanceof TrisimError && error.code === "malformed") await rm(part, { force: true });
    else await releasePart(part);
    throw error;
  }
}

/** Fetches what a part still lacks. Returns the checksum of the whole. */
async function completed(download: Download, part: string): Promise<string> {
  const { file, signal } = download;
  const held = await sizeOf(part);
  const hash = hashFor(file);
  if (held > 0) await hashFile(hash, part, signal);
  if (held === file.size && held > 0) return hash.digest("hex");
  const handle = await open(part, "a").catch((cause) => {
    throw unwritable(part, cause);
  });
  try {
    const { answer, start } = await answerFrom(download, held);
    if (start > 0) return await filled(download, handle, hash, answer, start);
    await handle.truncate(0);
    return await filled(download, handle, hashFor(file), answer, 0);
  } finally {
    await handle.close();
  }
}

/** Asks for a file from a byte on; a server may give it from the start. */
async function answerFrom({ settings, path, asked, signal }: Download, from: number) {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const answer = await hubRequest({ settings, path, asked, headers, signal });
  const isRest = answer.status === 206 && answer.headers.get("content-range")?.startsWith(`bytes ${from}-`) === true;
  if (isRest || answer.status === 200) return { answer, start: isRest ? from : 0 };
  answer.end();
  throw new TransientFault(`${asked.what}: the server answers ${answer.status} with another part than was asked for`);
}

/** Appends the body, byte for byte what is hashed. */
async function filled(
  { file, asked, onBytes }: Download,
  handle: FileHandle,
  hash: ReturnType<typeof hashFor>,
  answer: HubAnswer,
  start: number,
): Promise<string> {
  let size = start;
  for await (const chunk of answer.body()) {
    size += chunk.length;
    if (size > file.size)
      throw new TrisimError("malformed", `${asked.what}: the server sends more than its ${file.size} bytes`);
    hash.update(chunk);
    await handle.appendFile(chunk).catch((cause) => {
      throw unwritable(file.path, cause);
    });
    onBytes?.(size);
  }
  if (size < file.size) throw new TransientFault(`${asked.what}: the server ends after ${size} of ${file.size} bytes`);
  await handle.sync();
  return hash.digest("hex");
}

async function sizeOf(part: string): Promise<number> {
  return (await statPath(part))?.size ?? 0;
}
