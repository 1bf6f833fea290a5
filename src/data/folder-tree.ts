import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";
import type { FileTree } from "./file-tree.js";
import { isHidden } from "./is-hidden.js";
import { statPath } from "./stat-path.js";
import { systemReason } from "./system-reason.js";

/** Folders that are listed at the same time. */
const AT_ONCE = 16;

/**
 * The folders in a folder and their files, two levels deep; what lies deeper is listed as a file that is a folder.
 *
 * @throws TrisimError "not-found" where nothing is, "unreadable" for what is no folder or cannot be listed.
 */
export async function folderTree(path: string): Promise<FileTree> {
  const entries = await listed(path);
  const folders = entries.filter((entry) => entry.isDirectory).map(({ name }) => name);
  const files = entries.filter((entry) => !entry.isDirectory).map(({ name }) => name);
  for (let from = 0; from < folders.length; from += AT_ONCE) {
    const some = folders.slice(from, from + AT_ONCE);
    const inside = await Promise.all(some.map((folder) => listed(join(path, folder))));
    for (const [i, folder] of some.entries()) {
      for (const { name, isDirectory } of inside[i] ?? []) files.push(`${folder}/${name}${isDirectory ? "/" : ""}`);
    }
  }
  return {
    path,
    folders,
    files,
    nameOf: (file) => join(path, file),
    read: (file) => contentOf(join(path, file)),
    async close() {},
  };
}

/** The names in a folder, with links followed; nothing hidden. */
async function listed(path: string): Promise<readonly { readonly name: string; readonly isDirectory: boolean }[]> {
  const entries = await entriesOf(path);
  const shown = entries.filter(({ name }) => !isHidden(name));
  return Promise.all(
    shown.map(async (entry) => ({
      name: entry.name,
      isDirectory: entry.isSymbolicLink()
        ? ((await statPath(join(path, entry.name)))?.isDirectory() ?? false)
        : entry.isDirectory(),
    })),
  );
}

async function entriesOf(path: string): Promise<readonly Dirent[]> {
  const stats = await statPath(path);
  if (stats === null) throw new TrisimError("not-found", `${path} does not exist`);
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (cause) {
    throw new TrisimError("unreadable", `${path} cannot be listed: ${systemReason(cause)}`, { cause });
  }
}

async function contentOf(path: string): Promise<Uint8Array> {
  try {
    return await withFile(path, (source) => source.slice(0, source.byteLength));
  } catch (error) {
    if (!(error instanceof TrisimError) || error.code !== "not-found") throw error;
    throw new TrisimError("unreadable", `${path} is gone since its folder was listed; put it back or start again`);
  }
}
