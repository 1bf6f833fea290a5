import { TrisimError } from "../errors.js";
import { holdFile, withFile } from "./byte-source.js";
import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
import { type IdxFile, readIdx } from "./idx.js";
import { recordIds } from "./record-ids.js";
import { sampleHash } from "./sample-hash.js";

/** Where the two files of a set are, and what its labels mean. */
export interface IdxImages {
  /** As shown: `fashion-mnist:DIR`. */
  readonly name: string;
  readonly images: string;
  readonly labels: string;
  readonly classNames: readonly string[];
}

/**
 * Gray images and their labels out of two idx files, plain or gzipped.
 *
 * @throws TrisimError "mismatch" where there is not one label an image, "bad-value" for a label that is no class, and
 * whatever `readIdx` throws.
 */
export async function openIdxImages(set: IdxImages): Promise<Dataset> {
  const labels = await withFile(set.labels, async (file) => readLabels(await readIdx(file, 1), set.classNames.length));
  return holdFile(set.images, async (file) => {
    const images = await readIdx(file, 3);
    const [n] = images.shape;
    if (n === labels.length) return dataset(set, images, labels);
    const found = `${n} images and ${labels.length} labels`;
    throw new TrisimError("mismatch", `${set.images}: ${found}; expected one label an image`);
  });
}

function dataset({ name, classNames }: IdxImages, { source, shape, offset }: IdxFile, labels: Int32Array): Dataset {
  const [n = 0, height = 0, width = 0] = shape;
  const ids = recordIds(n);
  return {
    name,
    n,
    ids,
    sampleHash: sampleHash(ids),
    labels,
    classNames,
    classes: classNames.length,
    images: { kind: "uint8", height, width, channels: 1 },
    async read(from, to) {
      checkExamples(name, n, from, to);
      return source.slice(offset + from * height * width, offset + to * height * width);
    },
    close: () => source.close(),
  };
}

async function readLabels({ source, offset }: IdxFile, classes: number): Promise<Int32Array> {
  const labels = await source.slice(offset, source.byteLength);
  const bad = labels.findIndex((label) => label >= classes);
  if (bad === -1) return Int32Array.from(labels);
  const expected = `expected 0 to ${classes - 1}`;
  throw new TrisimError("bad-value", `${source.name}: record ${bad} has label ${labels[bad]}; ${expected}`);
}
