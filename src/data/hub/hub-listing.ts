import { z } from "zod";
import { TrisimError } from "../../errors.js";
import { isChecksum } from "./checksum.js";
import { isRepositoryPath } from "./repository-path.js";

/** What the hub says of a file; a mirror may leave size and checksum out. */
export interface ListedFile {
  readonly path: string;
  readonly size: number | null;
  /** See `HubFile`. */
  readonly checksum: string | null;
}

/** The files of a repository at one commit. */
export interface HubListing {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  readonly files: readonly ListedFile[];
}

const size = z.int().nonnegative();

/** A listing's files as they are kept. */
export const listedFiles = z.array(
  z.object({
    path: z.string().refine(isRepositoryPath),
    size: size.nullable(),
    checksum: z.string().refine(isChecksum).nullable(),
  }),
);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const answer = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: size.nullish(),
      blobId: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .nullish(),
      lfs: z.object({ sha256: sha256.optional(), oid: sha256.optional(), size: size.optional() }).nullish(),
    }),
  ),
});

/**
 * The files of a repository, of the hub's answer to `/api/models/owner/name/revision/main?blobs=true`.
 *
 * @param what - the repository, for errors.
 * @throws TrisimError "malformed" for an answer of another shape, and for a path that would leave a folder.
 */
export function listingOf(json: unknown, what: string): HubListing {
  const parsed = answer.safeParse(json);
  if (!parsed.success) {
    const key = parsed.error.issues[0]?.path.join(".") || "the whole answer";
    throw new TrisimError(
      "malformed",
      `${what}: the hub's list of files is not what it should be (${key.slice(0, 80)})`,
    );
  }
  const files = parsed.data.siblings.map(({ rfilename: path, blobId, lfs, size: own }): ListedFile => {
    const checksum = lfs ? (lfs.sha256 ?? lfs.oid) : blobId;
    return { path, size: lfs?.size ?? own ?? null, checksum: checksum ?? null };
  });
  const outside = files.find(({ path }) => !isRepositoryPath(path));
  if (outside === undefined) return { commit: parsed.data.sha, files };
  const path = JSON.stringify(outside.path.slice(0, 80));
  throw new TrisimError("malformed", `${what}: the hub lists ${path}, which is no path inside a repository`);
}
