import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { sha256 } from "../hash.js";
import { makeFolderOf } from "./cache-folder.js";

/** A file of whoever has not written to it for so long is nobody's: no request is silent for an hour. */
const ABANDONED = 3_600_000;

/** `CHECKSUM.HOST.PROCESS.UNIQUE.part`; process 0 has let go of it. */
const NAME = /^([0-9a-f]+)\.([0-9a-f]{8})\.(\d+)\.[0-9a-f-]{36}\.part$/;

const host = sha256(hostname()).slice(0, 8);

/**
 * Where a file is put while it is downloaded: under a name of its own, so that two processes never write into one. What a
 * process that is gone has left of the same file is taken over, the largest piece of it.
 *
 * @returns the path; the file is there only where something was taken over.
 */
export async function claimPart(folder: string, checksum: string): Promise<string> {
  const own = join(folder, `${checksum}.${host}.${process.pid}.${randomUUID()}.part`);
  await makeFolderOf(own);
  const left = await leftBehind(folder, checksum);
  for (const [i, { file }] of left.entries()) {
    // Another process may be quicker: then it is theirs.
    await (i === 0 ? rename(file, own) : rm(file, { force: true })).catch(() => undefined);
  }
  return own;
}

/** Lets go of a part, so that whoever comes next may go on with it. */
export async function releasePart(file: string): Promise<void> {
  await rename(file, file.replace(/\.\d+(\.[0-9a-f-]{36}\.part)$/, ".0$1")).catch(() => undefined);
}

/** Parts of a file that nobody writes to any more, the largest first. */
async function leftBehind(folder: string, checksum: string) {
  const found: { readonly file: string; readonly size: number }[] = [];
  for (const name of await readdir(folder)) {
    const [, of, where, process] = NAME.exec(name) ?? [];
    if (of !== checksum) continue;
    const file = join(folder, name);
    const stats = await stat(file).catch(() => null);
    if (stats === null) continue;
    const isGone = process === "0" || (where === host && !isRunning(Number(process)));
    if (isGone || Date.now() - stats.mtimeMs > ABANDONED) found.push({ file, size: stats.size });
  }
  return found.sort((x, y) => y.size - x.size);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
