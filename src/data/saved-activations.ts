import { basename } from "node:path";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { checkIds, parseSpec, toMatrix } from "./array-file.js";
import { withFile } from "./byte-source.js";
import { chooseMember } from "./choose-member.js";
import { sha256OfSource } from "./hash.js";
import { openArrays } from "./open-arrays.js";

/** What a network said of n examples, from a file in its place. */
export interface SavedActivations {
  /** The file's name without its folder, and `#name` where it was given. */
  readonly name: string;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  readonly n: number;
  /** n × p each, in the order of the file; the last one stands for the whole network. */
  readonly layers: readonly { readonly layer: string; readonly matrix: Matrix }[];
  /** n × C, the array called `logits` beside others; `null` where there is none. */
  readonly logits: Matrix | null;
  /** One an example; `null` where the file has none. */
  readonly ids: readonly string[] | null;
  /** The fingerprint of the ids in order, see `sampleHash`; `null` where the file says nothing of its examples. */
  readonly sampleHash: string | null;
  /** Layer → how it became one row an example, where the file says so. */
  readonly pooling: Readonly<Record<string, string>>;
}

/** Beside layers, what the classifier said. */
const LOGITS = "logits";

/**
 * Opens activations that were saved: `FILE.npy`, or all arrays of `FILE.npz` or `FILE.safetensors`, or one of them by
 * `FILE#name`. The first axis counts the n examples, all others are flattened.
 *
 * Ids come from the metadata that `trisim extract` writes, or from an array `ids` or `sample_ids` of texts or whole numbers.
 *
 * @throws TrisimError "not-found", "unreadable", "malformed", "unsupported"; "bad-value" for NaN or infinity; "mismatch" where
 * arrays, ids and fingerprint are not of the same n examples.
 */
export async function openSavedActivations(spec: string): Promise<SavedActivations> {
  const { path, extension, member } = parseSpec(spec);
  return withFile(path, async (source) => {
    const arrays = await openArrays(source, extension);
    const chosen = member === null ? arrays.names : [chooseMember(path, arrays.names, member)];
    if (chosen.length === 0) throw new TrisimError("not-found", `${path} holds no array besides ids`);
    const read = new Map<string, Matrix>();
    for (const name of chosen) read.set(name, toMatrix(await arrays.read(name)));
    const logits = read.size > 1 ? (read.get(LOGITS) ?? null) : null;
    if (logits !== null) read.delete(LOGITS);
    const layers = [...read].map(([layer, matrix]) => ({ layer, matrix }));
    const { ids, sampleHash } = arrays;
    return {
      name: basename(path) + (member === null ? "" : `#${member}`),
      file: path,
      sha256: await sha256OfSource(source),
      n: commonCount(path, [...layers, ...(logits === null ? [] : [{ layer: LOGITS, matrix: logits }])], ids),
      ...{ layers, logits, ids, sampleHash },
      pooling: Object.fromEntries(Object.entries(arrays.pooling).filter(([layer]) => read.has(layer))),
    };
  });
}

function commonCount(file: string, arrays: SavedActivations["layers"], ids: readonly string[] | null): number {
  const [first] = arrays;
  const n = first?.matrix.rows ?? 0;
  const other = arrays.find(({ matrix }) => matrix.rows !== n);
  if (other !== undefined)
    throw new TrisimError(
      "mismatch",
      `${file}: ${first?.layer} has ${n} rows and ${other.layer} has ${other.matrix.rows}: rows must be the same examples`,
    );
  checkIds(file, n, ids);
  return n;
}
