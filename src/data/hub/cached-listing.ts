import { readdir, readFile, writeFile } from "node:fs/promises";
import { sep } from "node:path";
import { statPath } from "../stat-path.js";
import { listingPath, putInPlace, refPath, snapshotPath } from "./cache-folder.js";
import { type HubListing, type ListedFile, listedFiles } from "./hub-listing.js";
import { isRepositoryPath } from "./repository-path.js";

/** The commit that a revision was when it was last asked for; `null` where it never was. */
export async function cachedCommit(folder: string, revision: string): Promise<string | null> {
  if (isCommit(revision)) return revision;
  const commit = (await textOf(refPath(folder, revision)))?.trim() ?? "";
  return isCommit(commit) ? commit : null;
}

/** What the hub once said of a commit, as `keepListing` keeps it; `null` where that is not here or damaged. */
export async function cachedListing(folder: string, commit: string): Promise<HubListing | null> {
  const text = await textOf(listingPath(folder, commit));
  if (text === null) return null;
  try {
    return { commit, files: listedFiles.parse(JSON.parse(text)) };
  } catch {
    return null;
  }
}

/** Keeps what the hub said of a revision, for when there is no network. */
export async function keepListing(folder: string, revision: string, { commit, files }: HubListing): Promise<void> {
  await put(folder, listingPath(folder, commit), JSON.stringify(files));
  if (!isCommit(revision)) await put(folder, refPath(folder, revision), commit);
}

/** The files of a commit that are in the cache, whoever put them there. */
export async function snapshotFiles(folder: string, commit: string): Promise<readonly ListedFile[]> {
  const snapshot = snapshotPath(folder, commit);
  if ((await statPath(snapshot)) === null) return [];
  const entries = await readdir(snapshot, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => `${parentPath}${sep}${name}`.slice(snapshot.length + 1).replaceAll(sep, "/"));
  return paths.filter(isRepositoryPath).map((path) => ({ path, size: null, checksum: null }));
}

/** Whether a revision is a commit in full: what it names never changes. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}

async function put(folder: string, file: string, text: string): Promise<void> {
  if ((await textOf(file)) !== text) await putInPlace(folder, file, (temporary) => writeFile(temporary, text));
}

async function textOf(file: string): Promise<string | null> {
  return (await statPath(file))?.isFile() === true ? readFile(file, "utf8") : null;
}
