import type { Dataset } from "../data/dataset.js";
import { recordIds } from "../data/record-ids.js";
import { sampleHash } from "../data/sample-hash.js";
import type { SavedActivations } from "../data/saved-activations.js";

/**
 * The examples of saved activations where no data set was given: their ids, and neither images nor labels. Where neither
 * file has ids, they are numbered.
 */
export function savedDataset(a: SavedActivations, b: SavedActivations): Dataset {
  const ids = a.ids ?? b.ids ?? recordIds(a.n);
  return {
    name: a.name === b.name ? `the samples of ${a.name}` : `the samples of ${a.name} and ${b.name}`,
    n: a.n,
    ids,
    sampleHash: a.sampleHash ?? b.sampleHash ?? sampleHash(ids),
    labels: null,
    classNames: null,
    classes: null,
    images: { kind: "float32", shape: [] },
    read: () => Promise.reject(new RangeError(`${a.name}: saved activations have no images`)),
    close: async () => {},
  };
}
