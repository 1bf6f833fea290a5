import { TrisimError } from "../../errors.js";
import { blobPath, snapshotPath } from "./cache-folder.js";
import { isWhole, linkBlob, linkedChecksum } from "./cached-file.js";
import { type HubFile, isChecksum } from "./checksum.js";
import { downloadFile } from "./download-file.js";
import type { ListedFile } from "./hub-listing.js";
import { type HubRepository, ONLINE } from "./hub-repository.js";
import { hubRequest } from "./hub-request.js";
import { withAttempts } from "./transient-fault.js";

/** How far a download has come. */
interface HubProgress {
  /** Bytes. */
  readonly done: number;
  readonly total: number;
  /** The file. */
  readonly what: string;
}

export interface HubOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: HubProgress) => void) | undefined;
}

/**
 * A file of a repository on this machine, whole: it is downloaded where it is not there, or not what the hub says it is.
 *
 * @returns its path in the cache's snapshot, beside the other files of the commit.
 * @throws TrisimError "not-found" offline for a file that is not in the cache, "malformed" for one that is damaged; what
 * `downloadFile` throws.
 */
export async function hubFile(repository: HubRepository, path: string, options: HubOptions = {}): Promise<string> {
  const { settings, folder, commit } = repository;
  const { signal, onProgress } = options;
  const place = snapshotPath(folder, commit, path);
  const listed = repository.files.get(path) ?? { path, size: null, checksum: null };
  if (settings.offline) {
    const checksum = listed.checksum ?? (await linkedChecksum(folder, commit, path));
    if (await isWhole(place, { size: listed.size, checksum }, signal)) return place;
    throw await lacking(repository, path, place);
  }
  const file = await described(repository, listed, signal);
  if (await isWhole(place, file, signal)) return place;
  if (!(await isWhole(blobPath(folder, file.checksum), file, signal))) {
    const what = `downloading ${repository.repository}/${path} (${megabytes(file.size)})`;
    const onBytes = (done: number) => onProgress?.({ done, total: file.size, what });
    onBytes(0);
    await downloadFile({
      settings,
      folder,
      file,
      path: address(repository, path),
      asked: of(repository, path),
      signal,
      onBytes,
    });
  }
  await linkBlob(folder, file.checksum, commit, path);
  return place;
}

async function lacking({ name }: HubRepository, path: string, place: string): Promise<TrisimError> {
  const damaged = await isWhole(place, { size: null, checksum: null });
  return damaged
    ? new TrisimError("malformed", `${name}/${path}: ${place} is damaged; ${ONLINE} anew`)
    : new TrisimError("not-found", `${name}/${path} is not in the cache (${place}); ${ONLINE}`);
}

/** Size and checksum of a file; the hub is asked for them where its list leaves them out, as those of mirrors may. */
async function described(repository: HubRepository, listed: ListedFile, signal?: AbortSignal): Promise<HubFile> {
  const { path, size, checksum } = listed;
  if (size !== null && checksum !== null) return { path, size, checksum };
  const { settings } = repository;
  const asked = of(repository, path);
  const { hops, headers, end } = await withAttempts(signal, () =>
    hubRequest({ settings, path: address(repository, path), asked, method: "HEAD", leave: false, signal }),
  );
  end();
  const told = (name: string) => hops.map((hop) => hop.get(name)).find((value) => value !== null) ?? null;
  const etag = (told("x-linked-etag") ?? headers.get("etag") ?? "").replace(/^W\//, "").replaceAll('"', "");
  const length = Number(told("x-linked-size") ?? headers.get("content-length") ?? Number.NaN);
  if (isChecksum(etag) && Number.isSafeInteger(length) && length >= 0) return { path, size: length, checksum: etag };
  throw new TrisimError("malformed", `${asked.what}: the hub gives no checksum and size to hold the file against`);
}

function of({ name, repository }: HubRepository, path: string) {
  return { what: `${name}/${path}`, repository };
}

function address({ repository, commit }: HubRepository, path: string): string {
  return `/${repository}/resolve/${commit}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
