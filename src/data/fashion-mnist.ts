import { basename, join, resolve } from "node:path";
import { TrisimError } from "../errors.js";
import type { DatasetKind } from "./dataset-kind.js";
import { openIdxImages } from "./idx-images.js";
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
    return openIdxImages({
      name: `fashion-mnist:${basename(resolve(path))}`,
      images: await locate(path, IMAGES),
      labels: await locate(path, LABELS),
      classNames: CLASS_NAMES,
    });
  },
};

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
