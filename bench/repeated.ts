import type { Dataset, EncodedImage } from "../src/data/dataset.js";

/** A set of image files over and over, up to n images. */
export function repeated(dataset: Dataset, n: number): Dataset {
  const indices = Array.from({ length: n }, (_, i) => i);
  return {
    ...dataset,
    n,
    ids: indices.map((i) => `${i}`),
    labels: null,
    async read(from, to) {
      const parts = indices.slice(from, to).map((i) => dataset.read(i % dataset.n, (i % dataset.n) + 1));
      return (await Promise.all(parts)).flat() as readonly EncodedImage[];
    },
  };
}
