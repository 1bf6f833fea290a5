import { basename, join, resolve } from "node:path";
import { TrisimError } from "../errors.js";
import { type ByteSource, holdFile } from "./byte-source.js";
import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
import type { DatasetKind } from "./dataset-kind.js";
import { recordIds } from "./record-ids.js";
import { sampleHash } from "./sample-hash.js";
import { statPath } from "./stat-path.js";

const CLASS_NAMES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
const IMAGE_BYTES = 3 * 32 * 32;
/** A label, then the image's red, green and blue planes. */
const RECORD_BYTES = 1 + IMAGE_BYTES;
const TEST_BATCH = "test_batch.bin";
/** 3 MB: how much is read at once in search of labels. */
const RECORDS_AT_ONCE = 1000;

/**
 * CIFAR-10 in its official binary batches, 10 classes of 32 × 32 colour images.
 *
 * @see Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html
 */
export const cifar10: DatasetKind = {
  kind: "cifar10",
  describe: `FILE.bin, or a folder with ${TEST_BATCH}`,

  async recognises(path) {
    const stats = await statPath(path);
    if (stats?.isDirectory()) return (await statPath(join(path, TEST_BATCH))) !== null;
    return path.endsWith(".bin") && stats !== null && stats.size > 0 && stats.size % RECORD_BYTES === 0;
  },

  async open(path) {
    const isFolder = (await statPath(path))?.isDirectory();
    return holdFile(isFolder ? join(path, TEST_BATCH) : path, async (source) => {
      const n = countRecords(source);
      return dataset(`cifar10:${basename(resolve(path))}`, source, n, await readLabels(source, n));
    });
  },
};

function dataset(name: string, source: ByteSource, n: number, labels: Int32Array): Dataset {
  const ids = recordIds(n);
  return {
    name,
    n,
    ids,
    sampleHash: sampleHash(ids),
    labels,
    classNames: CLASS_NAMES,
    classes: CLASS_NAMES.length,
    images: { kind: "uint8", height: 32, width: 32, channels: 3 },
    async read(from, to) {
      checkExamples(name, n, from, to);
      const images = new Uint8Array((to - from) * IMAGE_BYTES);
      for (const [i, record] of (await readRecords(source, from, to)).entries()) {
        images.set(record.subarray(1), i * IMAGE_BYTES);
      }
      return images;
    },
    close: () => source.close(),
  };
}

function countRecords({ name, byteLength }: ByteSource): number {
  const n = byteLength / RECORD_BYTES;
  if (n > 0 && Number.isInteger(n)) return n;
  throw new TrisimError(
    "malformed",
    `${name}: ${byteLength} bytes; expected CIFAR-10 records of ${RECORD_BYTES} bytes each`,
  );
}

async function readLabels(source: ByteSource, n: number): Promise<Int32Array> {
  const labels = new Int32Array(n);
  for (let from = 0; from < n; from += RECORDS_AT_ONCE) {
    const records = await readRecords(source, from, Math.min(from + RECORDS_AT_ONCE, n));
    for (const [i, [label = 0]] of records.entries()) {
      if (label >= CLASS_NAMES.length) {
        throw new TrisimError("bad-value", `${source.name}: record ${from + i} has label ${label}; expected 0 to 9`);
      }
      labels[from + i] = label;
    }
  }
  return labels;
}

async function readRecords(source: ByteSource, from: number, to: number): Promise<Uint8Array[]> {
  const bytes = await source.slice(from * RECORD_BYTES, to * RECORD_BYTES);
  return Array.from({ length: to - from }, (_, i) => bytes.subarray(i * RECORD_BYTES, (i + 1) * RECORD_BYTES));
}
