import { TrisimError } from "../../errors.js";
import { repositoryFolder } from "./cache-folder.js";
import { cachedCommit, cachedListing, isCommit, keepListing, snapshotFiles } from "./cached-listing.js";
import { type HubListing, type ListedFile, listingOf } from "./hub-listing.js";
import { hubRequest } from "./hub-request.js";
import type { HubSettings } from "./hub-settings.js";
import type { HubSpec } from "./hub-spec.js";
import { readJsonBody } from "./read-json-body.js";
import { withAttempts } from "./transient-fault.js";

/** One commit of a repository on the hub. */
export interface HubRepository {
  readonly settings: HubSettings;
  /** `hf:owner/name@revision`, for messages. */
  readonly name: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Its folder in the cache. */
  readonly folder: string;
  readonly commit: string;
  /** Its files by their paths. */
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Whether these are all: without a network only those that are in the cache may be known. */
  readonly isComplete: boolean;
}

/** The list of a repository's files takes no more. */
const MOST_LISTING = 2 ** 25;

/**
 * Finds out which commit a revision is and which files it has. The hub is asked, unless the revision is a commit in full
 * whose files are known, or `HF_HUB_OFFLINE` is set: then the cache says what it once was.
 *
 * @throws TrisimError "not-found" for a repository or revision that is not there, offline for one that is not in the cache;
 * what else `hubRequest` throws.
 */
export async function openRepository(
  settings: HubSettings,
  spec: HubSpec,
  signal?: AbortSignal,
): Promise<HubRepository> {
  const { repository, revision } = spec;
  const name = `hf:${repository}@${revision}`;
  const folder = repositoryFolder(settings.cache, repository);
  const of = ({ commit, files }: HubListing, isComplete: boolean): HubRepository => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    return { settings, name, repository, folder, commit, files: byPath, isComplete };
  };
  if (settings.offline || isCommit(revision)) {
    const commit = await cachedCommit(folder, revision);
    const known = commit === null ? null : await cachedListing(folder, commit);
    if (known !== null) return of(known, true);
    if (settings.offline) return of(await found(name, folder, commit), false);
  }
  const listing = await withAttempts(signal, () => asked(settings, spec, name, signal));
  await keepListing(folder, revision, listing);
  return of(listing, true);
}

async function asked(settings: HubSettings, { repository, revision }: HubSpec, name: string, signal?: AbortSignal) {
  const path = `/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const answer = await hubRequest({ settings, path, asked: { what: name, repository }, signal });
  return listingOf(await readJsonBody(answer.body(), MOST_LISTING, name), name);
}

/** What the cache has of a commit whose files nothing lists: Python's library put them there. */
async function found(name: string, folder: string, commit: string | null): Promise<HubListing> {
  const files = commit === null ? [] : await snapshotFiles(folder, commit);
  if (commit !== null && files.length > 0) return { commit, files };
  throw new TrisimError("not-found", `${name} is not in the cache (${folder}); ${ONLINE}`);
}

/** What helps where the cache lacks something. */
export const ONLINE = "HF_HUB_OFFLINE is set: unset it once, with a network, to fetch it";
