import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";

/** Which class of a model each class of some data is, as a user wrote it down. */
export interface LabelMap {
  /** The file, as errors should call it. */
  readonly file: string;
  /** Class of the data → class of the model, names or numbers as they stand in the file. */
  readonly entries: ReadonlyMap<string, string | number>;
}

/** Far above a thousand pairs of names. */
const MAX_BYTES = 2 ** 22;

/**
 * Reads a label map: a JSON object of classes of the data (names, or numbers as texts) to classes of the model (names or
 * numbers), such as `{ "cat": "tabby", "3": 281 }`.
 *
 * @throws TrisimError "malformed" for what is no such object or an empty one, "bad-value" naming the entry whose value is
 * neither a text nor a whole number, and whatever reading the file throws.
 */
export async function readLabelMap(file: string): Promise<LabelMap> {
  const parsed = await readJson(file);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new TrisimError("malformed", `${file} is no JSON object {"class of the data": "class of the model"}`);
  const entries = Object.entries(parsed);
  if (entries.length === 0) throw new TrisimError("malformed", `${file} maps no class`);
  const bad = entries.find(([, value]) => typeof value !== "string" && !Number.isSafeInteger(value));
  if (bad !== undefined)
    throw new TrisimError(
      "bad-value",
      `${file}: "${bad[0]}" is mapped to ${JSON.stringify(bad[1])}, expected the name or the number of a class`,
    );
  return { file, entries: new Map(entries as [string, string | number][]) };
}

async function readJson(file: string): Promise<unknown> {
  const bytes = await withFile(file, async (source) => {
    if (source.byteLength <= MAX_BYTES) return source.slice(0, source.byteLength);
    throw new TrisimError("malformed", `${file}: ${source.byteLength} bytes; expected a label map of at most 4 MiB`);
  });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new TrisimError("malformed", `${file} is no JSON in UTF-8`, { cause });
  }
}
