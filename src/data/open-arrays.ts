import { basename } from "node:path";
import { TrisimError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import type { NdArray } from "./nd-array.js";
import { readNpy } from "./npy.js";
import { idsOfNumbers, readNpyIds } from "./npy-ids.js";
import { openNpz } from "./npz.js";
import { readSafetensor, readSafetensorsHeader, type SafetensorsHeader } from "./safetensors.js";
import { savedIds } from "./sample-hash.js";

/** The arrays of a file of one kind or another, and what it says of their examples. */
export interface Arrays {
  /** In the order of the file, without the ids. */
  readonly names: readonly string[];
  read(name: string): Promise<NdArray>;
  readonly ids: readonly string[] | null;
  readonly sampleHash: string | null;
  /** Array → how it became one row an example, where the file says so. */
  readonly pooling: Readonly<Record<string, string>>;
}

/** Arrays that are the ids of the examples, in .npz and .safetensors. */
const IDS = ["sample_ids", "ids"];

/**
 * Opens a file of arrays. Ids come from the metadata that `trisim extract` writes, or from an array `ids` or `sample_ids`
 * of texts or whole numbers.
 *
 * @param source - open as long as arrays are read.
 * @param extension - `npy`, `npz` or `safetensors`.
 * @throws TrisimError "malformed", "unsupported"; "mismatch" for a fingerprint that is not of the ids.
 */
export function openArrays(source: ByteSource, extension: string): Promise<Arrays> {
  if (extension === "npy") return npyArrays(source);
  return extension === "npz" ? npzArrays(source) : safetensorsArrays(source);
}

async function npyArrays(source: ByteSource): Promise<Arrays> {
  const name = basename(source.name).replace(/\.npy$/i, "");
  return { names: [name], read: () => readNpy(source), ids: null, sampleHash: null, pooling: {} };
}

async function npzArrays(source: ByteSource): Promise<Arrays> {
  const archive = await openNpz(source);
  const name = IDS.find((key) => archive.names.includes(key));
  const ids = name === undefined ? null : await readNpyIds(archive.member(name));
  return {
    names: archive.names.filter((key) => !IDS.includes(key)),
    read: (key) => readNpy(archive.member(key)),
    ...savedIds(source.name, ids, null),
    pooling: {},
  };
}

async function safetensorsArrays(source: ByteSource): Promise<Arrays> {
  const header = await readSafetensorsHeader(source);
  const name = IDS.find((key) => header.names.includes(key));
  const ids =
    textIds(source.name, header) ??
    (name === undefined ? null : idsOfNumbers(await readSafetensor(source, header, name)));
  return {
    names: header.names.filter((key) => !IDS.includes(key)),
    read: (key) => readSafetensor(source, header, key),
    ...savedIds(source.name, ids, header.metadata.get("sample_hash") ?? null),
    pooling: textsIn(header.metadata.get("pooling")),
  };
}

/** The ids in the metadata: a JSON array of texts. */
function textIds(file: string, { metadata }: SafetensorsHeader): readonly string[] | null {
  const text = metadata.get("sample_ids");
  if (text === undefined) return null;
  const ids = parsed(text);
  if (Array.isArray(ids) && ids.every((id) => typeof id === "string")) return ids;
  throw new TrisimError("malformed", `${file}: its metadata sample_ids are no JSON array of texts`);
}

/** Names and texts, none where that is not what is written. */
function textsIn(text: string | undefined): Readonly<Record<string, string>> {
  const value = text === undefined ? null : parsed(text);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, of]) => typeof of === "string"));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
