import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TrisimError } from "../../errors.js";
import { makeFolder } from "../make-folder.js";
import { systemReason } from "../system-reason.js";

/**
 * A repository's folder in the cache, laid out as Python's huggingface_hub lays it out: `blobs/CHECKSUM` is a file,
 * `snapshots/COMMIT/PATH` a link to it, `refs/REVISION` holds a commit. Ours is `.trisim` beside them: the list of files of
 * each commit, and what has been downloaded in part. Everything gets its name by renaming, when it is whole.
 */
export function repositoryFolder(cache: string, repository: string): string {
  return join(cache, `models--${repository.replace("/", "--")}`);
}

export function blobPath(folder: string, checksum: string): string {
  return join(folder, "blobs", checksum);
}

/** @param path - of a file inside the repository; the folder of the snapshot itself where it is left out. */
export function snapshotPath(folder: string, commit: string, path = ""): string {
  return join(folder, "snapshots", commit, ...path.split("/"));
}

/** @param revision - a branch or tag, which may hold slashes. */
export function refPath(folder: string, revision: string): string {
  return join(folder, "refs", ...revision.split("/"));
}

export function listingPath(folder: string, commit: string): string {
  return join(folder, ".trisim", `${commit}.json`);
}

/** Where parts of files are; on the disk of the blobs, so that they can be renamed. */
export function partsFolder(folder: string): string {
  return join(folder, ".trisim", "parts");
}

/** Makes the folder of a file, and those above it. */
export async function makeFolderOf(file: string): Promise<void> {
  await makeFolder(dirname(file)).catch(({ cause }) => {
    throw unwritable(file, cause);
  });
}

/**
 * Makes something under a name of its own, and then gives it its place, whatever was there. The other name is not beside
 * the place: in `refs` and `snapshots` Python takes whatever lies there for one of them.
 */
export async function putInPlace(
  folder: string,
  place: string,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(partsFolder(folder), `${randomUUID()}.tmp`);
  await makeFolderOf(temporary);
  await makeFolderOf(place);
  try {
    await make(temporary);
    await rename(temporary, place);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(place, cause);
  }
}

/** The error for what cannot be written into the cache. */
export function unwritable(file: string, cause: unknown): TrisimError {
  const remedy = "make room, or let HF_HUB_CACHE name another folder";
  return new TrisimError("unwritable", `${file} cannot be written: ${systemReason(cause)}; ${remedy}`, { cause });
}
