import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { TrisimError } from "../errors.js";
import { type ByteSource, holdFile } from "./byte-source.js";
import type { EncodedImage } from "./dataset.js";
import { type ParquetColumns, parquetColumns } from "./parquet-columns.js";

/** One parquet file of images. */
export interface ParquetImageFile {
  readonly path: string;
  readonly n: number;
  /** `null` where the file has no labels, or says of all that they are unknown (−1). */
  readonly labels: Int32Array | null;
  readonly classNames: readonly string[] | null;
  /** Images of the records [from, to). The groups of records they are in are read whole; the last two are kept. */
  read(from: number, to: number): Promise<readonly EncodedImage[]>;
  close(): Promise<void>;
}

type Row = Readonly<Record<string, unknown>>;

/** A file that is open, and what it says of itself. */
interface Opened {
  readonly source: ByteSource;
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
}

/**
 * Opens a parquet file of images as Hugging Face's `datasets` writes it: a column of `{ bytes, path }`, and a column of class
 * numbers whose names stand in the metadata. Labels are read at once, images when they are asked for.
 *
 * @param label - the column of labels, where there are several.
 * @throws TrisimError "malformed" for what is no parquet file, "not-found" for one without images, "bad-value" for a label that
 *   is no class.
 */
export function openParquet(path: string, label: string | null): Promise<ParquetImageFile> {
  return holdFile(path, async (source) => {
    const file: AsyncBuffer = {
      byteLength: source.byteLength,
      slice: async (start, end = source.byteLength) => bufferOf(await source.slice(start, end)),
    };
    const metadata = await told(source, parquetMetadataAsync(file));
    const opened = { source, file, metadata };
    const root = parquetSchema(metadata);
    const said = metadata.key_value_metadata?.find(({ key }) => key === "huggingface")?.value ?? null;
    const columns = parquetColumns(path, root, said, label);
    return {
      path,
      n: Number(metadata.num_rows),
      labels: await labelsOf(opened, columns),
      classNames: columns.classNames,
      read: reader(opened, columns.image),
      close: () => source.close(),
    };
  });
}

async function labelsOf(opened: Opened, { label, classNames }: ParquetColumns): Promise<Int32Array | null> {
  if (label === null) return null;
  const rows = await rowsOf(opened, label, 0, Number(opened.metadata.num_rows));
  const values = rows.map((row) => Number(row[label] ?? -1));
  if (values.every((value) => value === -1)) return null;
  const below = classNames?.length ?? 2 ** 31;
  const bad = values.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= below);
  if (bad < 0) return Int32Array.from(values);
  const expected = classNames === null ? "expected whole numbers from 0" : `expected 0 to ${below - 1}`;
  throw new TrisimError("bad-value", `${opened.source.name}: record ${bad} has ${label} ${values[bad]}; ${expected}`);
}

function reader(opened: Opened, column: string): ParquetImageFile["read"] {
  const starts = [0];
  for (const { num_rows } of opened.metadata.row_groups) starts.push((starts.at(-1) ?? 0) + Number(num_rows));
  const kept = new Map<number, Promise<readonly Row[]>>();
  const group = (g: number) => {
    const rows = kept.get(g) ?? rowsOf(opened, column, starts[g] ?? 0, starts[g + 1] ?? 0);
    kept.delete(g);
    kept.set(g, rows);
    for (const old of [...kept.keys()].slice(0, -2)) kept.delete(old);
    return rows;
  };
  return async (from, to) => {
    const images: EncodedImage[] = [];
    for (const [g, start] of starts.entries()) {
      const [first, end] = [Math.max(from, start), Math.min(to, starts[g + 1] ?? start)];
      if (first >= end) continue;
      const rows = await group(g);
      for (let i = first; i < end; i++) images.push(imageOf(opened, rows[i - start]?.[column], i));
    }
    return images;
  };
}

function imageOf({ source }: Opened, value: unknown, record: number): EncodedImage {
  const bytes = (value as { readonly bytes?: unknown } | null | undefined)?.bytes;
  // A copy: what is read of a group lies in one buffer.
  if (bytes instanceof Uint8Array) return { name: `${source.name}, record ${record}`, bytes: new Uint8Array(bytes) };
  const remedy = "embed the images when writing (embed_external_files)";
  throw new TrisimError("bad-value", `${source.name}: record ${record} has no image in it; ${remedy}`);
}

function rowsOf({ source, file, metadata }: Opened, column: string, rowStart: number, rowEnd: number) {
  const reading = parquetReadObjects({ file, metadata, columns: [column], rowStart, rowEnd, utf8: false, compressors });
  return told<readonly Row[]>(source, reading);
}

async function told<T>({ name }: ByteSource, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (cause) {
    if (cause instanceof TrisimError) throw cause;
    throw new TrisimError("malformed", `${name} is no sound parquet file: ${(cause as Error).message}`, { cause });
  }
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer as ArrayBuffer;
}
