import { copyFile, link, readlink, rename, symlink } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import { statPath } from "../stat-path.js";
import { blobPath, makeFolderOf, putInPlace, snapshotPath, unwritable } from "./cache-folder.js";
import { hashFile, hashFor, isChecksum } from "./checksum.js";

/** What is known of a file: `null` for what is not. */
interface Known {
  readonly size: number | null;
  readonly checksum: string | null;
}

/** Whether the file that is there is the one that is known: by its size, and by the checksum of all its bytes. */
export async function isWhole(file: string, { size, checksum }: Known, signal?: AbortSignal): Promise<boolean> {
  const stats = await statPath(file);
  if (stats === null || !stats.isFile() || (size !== null && stats.size !== size)) return false;
  if (checksum === null) return true;
  const hash = hashFor({ checksum, size: stats.size });
  await hashFile(hash, file, signal);
  return hash.digest("hex") === checksum;
}

/** The checksum under which the file of a snapshot is kept: the name of the blob that it is a link to. */
export async function linkedChecksum(folder: string, commit: string, path: string): Promise<string | null> {
  const target = await readlink(snapshotPath(folder, commit, path)).catch(() => "");
  return isChecksum(basename(target)) ? basename(target) : null;
}

/** Takes a whole file in, under the name of its checksum, in place of whatever was there. */
export async function takeBlob(folder: string, file: string, checksum: string): Promise<void> {
  const blob = blobPath(folder, checksum);
  await makeFolderOf(blob);
  await rename(file, blob).catch((cause) => {
    throw unwritable(blob, cause);
  });
}

/** Puts a blob into a snapshot: as a link or, where the system has none for us, as a second name or a copy. */
export async function linkBlob(folder: string, checksum: string, commit: string, path: string): Promise<void> {
  if ((await linkedChecksum(folder, commit, path)) === checksum) return;
  const [blob, place] = [blobPath(folder, checksum), snapshotPath(folder, commit, path)];
  await putInPlace(folder, place, (temporary) =>
    symlink(relative(dirname(place), blob), temporary)
      .catch(() => link(blob, temporary))
      .catch(() => copyFile(blob, temporary)),
  );
}
