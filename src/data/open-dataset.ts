import { TrisimError } from "../errors.js";
import { cifar10 } from "./cifar10.js";
import type { Dataset } from "./dataset.js";
import type { DatasetKind } from "./dataset-kind.js";
import { fashionMnist } from "./fashion-mnist.js";
import { imageFolder } from "./image-folder.js";
import { imagenet } from "./imagenet.js";
import { imagenetV2 } from "./imagenet-v2.js";
import { checkLimit, limited } from "./limited.js";
import { npyImages } from "./npy-images.js";
import { parquetImages } from "./parquet-images.js";
import { statPath } from "./stat-path.js";
import { withoutCorrupt } from "./without-corrupt.js";
import { zooImageSets } from "./zoo-images.js";

/** The kinds of data sets that can be opened; a bare path is of the first kind that recognises it. */
export const datasetKinds: readonly DatasetKind[] = [
  cifar10,
  fashionMnist,
  imagenetV2,
  imagenet,
  imageFolder,
  parquetImages,
  npyImages,
  zooImageSets,
];

/** Kinds with a name and a meaning, but no reader. */
const KINDS_TO_COME = ["npz"];

/** How a data set is opened. */
export interface OpenOptions {
  readonly limit?: number | undefined;
  readonly skipCorrupt?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a data set: `kind:path`, or a path whose kind can be recognised. One letter before a colon is a drive, not a kind.
 *
 * @param options.limit - take only so many examples, see `limited`.
 * @param options.skipCorrupt - leave images out, of those, that cannot be decoded; every one is tried for that.
 * @throws RangeError for an unknown kind or a limit that is no whole number above 0; TrisimError "unsupported" for a
 * kind that has no reader and for a path of no kind, "not-found", or whatever is wrong with the files.
 */
export async function openDataset(spec: string, options: OpenOptions = {}): Promise<Dataset> {
  const { limit, skipCorrupt = false, signal } = options;
  if (limit !== undefined) checkLimit(limit);
  const { kind, path } = await locate(spec);
  const opened = await kind.open(path);
  const dataset = limit === undefined ? opened : limited(opened, limit);
  return skipCorrupt ? withoutCorrupt(dataset, signal) : dataset;
}

async function locate(spec: string): Promise<{ kind: DatasetKind; path: string }> {
  const [, word, path = ""] = /^([a-z][a-z0-9-]+):(.*)$/is.exec(spec) ?? [];
  const kind = datasetKinds.find((candidate) => candidate.kind === word);
  if (kind !== undefined) {
    if (path === "") throw new RangeError(`${spec} names no path; expected ${kind.kind}:PATH, ${kind.describe}`);
    return { kind, path };
  }
  const isThere = (await statPath(spec)) !== null;
  if (word !== undefined && !isThere) throw unknownKind(spec, word);
  return { kind: await recognised(spec, isThere), path: spec };
}

async function recognised(path: string, isThere: boolean): Promise<DatasetKind> {
  for (const kind of datasetKinds) {
    if (await kind.recognises(path)) return kind;
  }
  if (!isThere) throw new TrisimError("not-found", `${path} does not exist`);
  throw new TrisimError(
    "unsupported",
    `${path}: its kind of data is not recognised; write kind:path with one of ${kinds()}`,
  );
}

function unknownKind(spec: string, word: string): Error {
  if (!KINDS_TO_COME.includes(word)) {
    return new RangeError(`${spec}: unknown kind of data "${word}"; expected one of ${kinds()}`);
  }
  return new TrisimError("unsupported", `${spec}: the kind "${word}" is not supported yet; expected one of ${kinds()}`);
}

function kinds(): string {
  return datasetKinds.map(({ kind }) => kind).join(", ");
}
