import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { TrisimError } from "../errors.js";
import type { EncodedImage } from "./dataset.js";
import type { DatasetKind } from "./dataset-kind.js";
import { encodedDataset } from "./encoded-dataset.js";
import { isHidden } from "./is-hidden.js";
import { openParquet, type ParquetImageFile } from "./parquet-image-file.js";
import { recordIds } from "./record-ids.js";
import { statPath } from "./stat-path.js";

/** Image data sets as Hugging Face's `datasets` writes them: one or more parquet files, their records in order. */
export const parquetImages: DatasetKind = {
  kind: "parquet",
  describe: "FILE.parquet, or a folder of such, as Hugging Face writes image data sets; #COLUMN names the labels",

  async recognises(path) {
    return path.endsWith(".parquet") || (await parquetFiles(path)).length > 0;
  },

  async open(spec) {
    const [, path = spec, label = null] = /^(.+)#([^#/\\]+)$/s.exec(spec) ?? [];
    const isFolder = (await statPath(path))?.isDirectory() === true;
    const paths = isFolder ? await parquetFiles(path) : [path];
    if (paths.length === 0) throw new TrisimError("not-found", `${path} holds no .parquet file`);
    const files: ParquetImageFile[] = [];
    const close = async () => {
      await Promise.all(files.map((file) => file.close()));
    };
    try {
      for (const file of paths) files.push(await openParquet(file, label));
      return await encodedDataset({ name: `parquet:${basename(resolve(path))}`, ...joined(files), close });
    } catch (error) {
      await close();
      throw error;
    }
  },
};

/** The parquet files of a folder in code-unit order; none where the path is no folder. */
async function parquetFiles(path: string): Promise<readonly string[]> {
  if ((await statPath(path))?.isDirectory() !== true) return [];
  const names = (await readdir(path)).filter((name) => name.endsWith(".parquet") && !isHidden(name));
  return names.sort().map((name) => join(path, name));
}

/** Several files as one: record numbers go on from file to file. */
function joined(files: readonly ParquetImageFile[]) {
  const [first] = files;
  const classNames = first?.classNames ?? null;
  for (const file of files) checkAlike(first, file);
  const labels = files.every((file) => file.labels !== null)
    ? Int32Array.from(files.flatMap((file) => [...(file.labels ?? [])]))
    : null;
  const n = files.reduce((sum, file) => sum + file.n, 0);
  const read = async (from: number, to: number): Promise<readonly EncodedImage[]> => {
    const images: EncodedImage[] = [];
    let start = 0;
    for (const file of files) {
      const [own, end] = [Math.max(from - start, 0), Math.min(to - start, file.n)];
      if (own < end) images.push(...(await file.read(own, end)));
      start += file.n;
    }
    return images;
  };
  return { ids: recordIds(n), labels, classNames, classes: classNames?.length ?? null, read };
}

function checkAlike(first: ParquetImageFile | undefined, file: ParquetImageFile): void {
  const [one, other] = [first, file].map((of) => JSON.stringify([of?.classNames, of?.labels === null]));
  if (one === other) return;
  throw new TrisimError(
    "mismatch",
    `${file.path}: its classes are not those of ${first?.path}; open each set on its own`,
  );
}
