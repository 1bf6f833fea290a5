import { TrisimError } from "../errors.js";
import { chosen } from "./chosen.js";
import type { Dataset, EncodedImage, LeftOut } from "./dataset.js";
import { decoded } from "./decoded.js";
import { noneDecoded } from "./none-decoded.js";

/** Images that are decoded at the same time. */
const AT_ONCE = 16;

/**
 * The images of a data set that can be decoded, and which of them cannot. All are decoded once, before any network runs, so that
 * every network sees the same ones. Other kinds of data come back as they are.
 *
 * @throws TrisimError "malformed" where none can; the signal's reason once it is aborted. The data set is closed then.
 */
export async function withoutCorrupt(dataset: Dataset, signal?: AbortSignal): Promise<Dataset> {
  if (dataset.images.kind !== "encoded") return dataset;
  try {
    const leftOut = new Map<number, string>();
    for (let from = 0; from < dataset.n; from += AT_ONCE) {
      signal?.throwIfAborted();
      const images = (await dataset.read(from, Math.min(from + AT_ONCE, dataset.n))) as readonly EncodedImage[];
      const faults = await Promise.all(images.map(faultOf));
      for (const [i, fault] of faults.entries()) if (fault !== null) leftOut.set(from + i, fault);
    }
    if (leftOut.size === 0) return dataset;
    if (leftOut.size === dataset.n) throw noneDecoded(dataset, `${dataset.ids[0]} ${leftOut.get(0)}`);
    const kept = Array.from({ length: dataset.n }, (_, i) => i).filter((i) => !leftOut.has(i));
    return { ...chosen(dataset, kept), leftOut: [...leftOut].map(([i, reason]) => entry(dataset, i, reason)) };
  } catch (error) {
    await dataset.close();
    throw error;
  }
}

function entry({ ids }: Dataset, i: number, reason: string): LeftOut {
  return { id: ids[i] ?? String(i), reason };
}

/** Why an image cannot be decoded; `null` where it can. */
async function faultOf(image: EncodedImage): Promise<string | null> {
  try {
    await decoded(image);
    return null;
  } catch (error) {
    if (error instanceof TrisimError) return error.message.slice(image.name.length).trim();
    throw error;
  }
}
