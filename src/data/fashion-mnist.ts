import { basename, join, resolve } from "node:path";
import { TrisimError } from "../errors.js";
import { holdFile, withFile } from "./byte-source.js";
import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
import type { DatasetKind } from "./dataset-kind.js";
import { type IdxFile, readIdx } from "./idx.js";
import { recordIds } from "./record-ids.js";
import { sampleHash } from "./sample-hash.js";
import { statPath } from "./stat-path.js";

const CLASS_NAMES = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];
const IMAGES = "t10k-images-idx3-ubyte";
const LABELS = "t10k-labels-idx1-ubyte";

/**
 * The test images of Fashion-MNIST, 10 classes of 28 × 28 gray images, as idx files, plain or gzipped.
 *
 * @see Xiao, Rasul & Vollgraf 2017, arXiv 1708.07747
 */
export const fashionMnist: DatasetKind = {
  kind: "fashion-mnist",
  describe: `a folder with ${IMAGES} and ${LABELS}, plain or .gz`,

  async recognises(path) {
    return (await plainOrGzipped(path, IMAGES)) !== null;
  },

  async open(path) {
    const labels = await withFile(await locate(path, LABELS), async (file) => readLabels(await readIdx(file, 1)));
    return holdFile(await locate(path, IMAGES), async (file) => {
      const images = await readIdx(file, 3);
      const [n] = images.shape;
      if (n !== labels.length) {
        throw new TrisimError(
          "mismatch",
          `${path}: ${n} images and ${labels.length} labels; expected one label an image`,
        );
      }
      return dataset(`fashion-mnist:${basename(resolve(path))}`, images, labels);
    });
  },
};

function dataset(name: string, { source, shape, offset }: IdxFile, labels: Int32Array): Dataset {
  const [n = 0, height = 0, width = 0] = shape;
  const ids = recordIds(n);
  return {
    name,
    n,
    ids,
    sampleHash: sampleHash(ids),
    labels,
    classNames: CLASS_NAMES,
    classes: CLASS_NAMES.length,
    images: { kind: "uint8", height, width, channels: 1 },
    async read(from, to) {
      checkExamples(name, n, from, to);
      return source.slice(offset + from * height * width, offset + to * height * width);
    },
    close: () => source.close(),
  };
}

async function readLabels({ source, offset }: IdxFile): Promise<Int32Array> {
  const labels = await source.slice(offset, source.byteLength);
  const bad = labels.findIndex((label) => label >= CLASS_NAMES.length);
  if (bad === -1) return Int32Array.from(labels);
  throw new TrisimError("bad-value", `${source.name}: record ${bad} has label ${labels[bad]}; expected 0 to 9`);
}

async function plainOrGzipped(folder: string, name: string): Promise<string | null> {
  for (const path of [join(folder, name), join(folder, `${name}.gz`)]) {
    if ((await statPath(path)) !== null) return path;
  }
  return null;
}

async function locate(folder: string, name: string): Promise<string> {
  const path = await plainOrGzipped(folder, name);
  if (path !== null) return path;
  if ((await statPath(folder)) === null) throw new TrisimError("not-found", `${folder} does not exist`);
  throw new TrisimError("not-found", `${folder} has no ${name}, plain or .gz`);
}
