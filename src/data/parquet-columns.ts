import type { SchemaTree } from "hyparquet";
import { z } from "zod";
import { TrisimError } from "../errors.js";

/** The columns of a parquet file that matter here. */
export interface ParquetColumns {
  readonly image: string;
  /** `null` where the file has no labels. */
  readonly label: string | null;
  readonly classNames: readonly string[] | null;
}

/** What `datasets` writes under the key `huggingface`, as far as it matters. */
const said = z.object({
  info: z.object({ features: z.record(z.string(), z.looseObject({ _type: z.string().optional() })) }),
});

const classLabel = z.looseObject({ _type: z.literal("ClassLabel"), names: z.array(z.string()) });

/**
 * Which column holds the images, which the labels, and what these are called. Without Hugging Face's metadata images are
 * a column with `bytes` in it, and labels the whole numbers of a column `label`.
 *
 * @param metadata - the JSON under the key `huggingface`; `null` without one.
 * @param wanted - the column of labels, where the user names it.
 * @throws TrisimError "not-found" for a file without images or without the column wanted, "bad-value" where it has several
 *   columns of images or of labels.
 */
export function parquetColumns(
  path: string,
  schema: SchemaTree,
  metadata: string | null,
  wanted: string | null,
): ParquetColumns {
  const names = schema.children.map(({ element }) => element.name);
  const images = schema.children.filter(({ children }) => children.some(({ element }) => element.name === "bytes"));
  const image = only(
    path,
    "images",
    images.map(({ element }) => element.name),
    null,
  );
  if (image === null) {
    const found = `holds no images, its columns are ${names.join(", ")}`;
    throw new TrisimError("not-found", `${path} ${found}; expected one of { bytes, path }`);
  }
  const classNames = namesOf(metadata);
  const plain = schema.children.filter(({ element }) => element.name === "label" && /^INT/.test(element.type ?? ""));
  const known = names.filter((name) => classNames.has(name));
  const labels = known.length > 0 ? known : plain.map(({ element }) => element.name);
  const label = only(path, "labels", labels, wanted);
  return { image, label, classNames: (label === null ? null : classNames.get(label)) ?? null };
}

/** Column → the names of its classes, of those that have such. */
function namesOf(metadata: string | null): ReadonlyMap<string, readonly string[]> {
  const features = said.safeParse(jsonOf(metadata)).data?.info.features ?? {};
  return new Map(
    Object.entries(features).flatMap(([column, feature]) => {
      const found = classLabel.safeParse(feature).data;
      return found === undefined ? [] : [[column, found.names] as const];
    }),
  );
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // Then the columns themselves tell.
  }
}

function only(path: string, what: string, columns: readonly string[], wanted: string | null): string | null {
  if (wanted !== null) {
    if (columns.includes(wanted)) return wanted;
    const found = columns.length === 0 ? "it has none" : `expected one of ${columns.join(", ")}`;
    throw new TrisimError("not-found", `${path} has no column of ${what} "${wanted}"; ${found}`);
  }
  const [first = null, ...others] = columns;
  if (others.length === 0) return first;
  const remedy = what === "labels" ? `name one, as in parquet:${path}#${first}` : "keep one";
  throw new TrisimError("bad-value", `${path} has several columns of ${what}, ${columns.join(", ")}; ${remedy}`);
}
