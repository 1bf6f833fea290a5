import { describe, expect, test } from "vitest";
import type { Dataset, StoredImages } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { datasetHash } from "../../src/study/dataset-hash.js";
import { GOLDEN_DATA } from "../support/golden-models.js";

async function golden(): Promise<Dataset> {
  return openDataset(GOLDEN_DATA);
}

/** A data set whose stored bytes are changed as they are read. */
function changed(dataset: Dataset, change: (bytes: Uint8Array, from: number) => void): Dataset {
  return {
    ...dataset,
    async read(from, to): Promise<StoredImages> {
      const stored = await dataset.read(from, to);
      if (!(stored instanceof Uint8Array)) throw new Error("expected bytes");
      const copy = Uint8Array.from(stored);
      change(copy, from);
      return copy;
    },
  };
}

describe("datasetHash", () => {
  test("is the same of the same data, whatever they are called", async () => {
    const hash = await datasetHash(await golden());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await datasetHash({ ...(await golden()), name: "other" })).toBe(hash);
  });

  test("hangs on ids, labels, class names and every stored byte", async () => {
    const dataset = await golden();
    const labels = Int32Array.from(dataset.labels ?? []);
    labels[63] = (labels[63] ?? 0) === 0 ? 1 : 0;
    const others: Dataset[] = [
      { ...dataset, labels },
      { ...dataset, labels: null },
      { ...dataset, ids: dataset.ids.map((id) => `${id}.png`) },
      { ...dataset, classNames: ["a"] },
      changed(dataset, (bytes) => {
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      }),
    ];
    const hashes = [await datasetHash(dataset)];
    for (const other of others) hashes.push(await datasetHash(other));
    expect(new Set(hashes).size).toBe(6);
  });

  test("ends once it is aborted", async () => {
    await expect(datasetHash(await golden(), AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });
});
