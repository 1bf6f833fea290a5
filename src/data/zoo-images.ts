import { join } from "node:path";
import type { DatasetKind } from "./dataset-kind.js";
import { openIdxImages } from "./idx-images.js";
import { zooImages } from "./zoo.js";

/** The embedded images: 2,000 of Fashion-MNIST's test images, and 1,000 handwritten digits of the same shape. */
export const zooImageSets: DatasetKind = {
  kind: "zoo",
  describe: "fashion or digits, the embedded images",

  async recognises() {
    return false;
  },

  async open(name) {
    const { folder, classNames } = await zooImages(name);
    return openIdxImages({
      name: `zoo:${name}`,
      images: join(folder, "images-idx3-ubyte.gz"),
      labels: join(folder, "labels-idx1-ubyte.gz"),
      classNames,
    });
  },
};
