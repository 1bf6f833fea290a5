import { readdir } from "node:fs/promises";
import type { FileTree } from "./file-tree.js";
import { folderTree } from "./folder-tree.js";
import { isHidden } from "./is-hidden.js";
import { statPath } from "./stat-path.js";
import { tarTree } from "./tar-tree.js";

/** The files of a folder, or of a .tar, .tar.gz or .tgz. */
export function openTree(path: string): Promise<FileTree> {
  return /\.(tar|tar\.gz|tgz)$/i.test(path) ? tarTree(path) : folderTree(path);
}

/** The folders in a folder, nothing hidden; none where the path is no folder. */
export async function topFolders(path: string): Promise<readonly string[]> {
  if ((await statPath(path))?.isDirectory() !== true) return [];
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !isHidden(entry.name)).map(({ name }) => name);
}
