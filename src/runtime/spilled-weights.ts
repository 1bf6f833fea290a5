import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAt } from "../data/write-at.js";
import { placeOf } from "../onnx/kept-places.js";
import { concatBytes } from "../onnx/proto.js";
import type { Variant } from "../onnx/variant.js";
import { type WeightsOutside, weightsOutside } from "../onnx/weights-outside.js";

/** A graph whose weights lie in a temporary file. */
export interface SpilledWeights {
  readonly graph: Uint8Array<ArrayBuffer>;
  /** The folder of the file. */
  readonly folder: string;
  /** Removes the file; where the system keeps what is mapped, that is when the session has been released. */
  remove(): Promise<void>;
}

/** Below that many bytes of weights a file is not worth its time. */
const FEWEST = 2 ** 23;

const WEIGHTS = "weights";

/**
 * Puts the weights of a graph into a temporary file, in the folder that TMPDIR names: the runtime maps such a file into memory,
 * where it holds weights that are handed to it in memory twice and more while it loads them. Of a variant no more than one
 * tensor is held.
 *
 * @returns `null` for a small graph, and where the folder has no room for the weights.
 */
export async function spilledWeights(variant: Variant): Promise<SpilledWeights | null> {
  if (variant.base.length < FEWEST) return null;
  const outside = weightsOutside(variant.base, WEIGHTS);
  if (outside.length < FEWEST) return null;
  const folder = await mkdtemp(join(tmpdir(), "trisim-weights-")).catch(() => null);
  if (folder === null) return null;
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, WEIGHTS), "wx", 0o600);
    try {
      return { graph: await partedVariant(variant, outside, handle), folder, remove };
    } finally {
      await handle.close();
    }
  } catch {
    await remove();
    return null;
  }
}

/** Writes the weights; the graph that is left. */
async function partedVariant(
  { base, appended, changed = () => [] }: Variant,
  { graph, weights, kept }: WeightsOutside,
  handle: FileHandle,
): Promise<Uint8Array<ArrayBuffer>> {
  const left = new Map(weights.map((stretch) => [stretch.start, stretch]));
  const whole = concatBytes([graph, appended]);
  for (const { start, bytes } of changed()) {
    const offset = left.get(start)?.offset;
    if (offset === undefined) whole.set(bytes, placeOf(start, kept));
    else await writeAt(handle, bytes, offset);
    left.delete(start);
  }
  for (const { start, end, offset } of left.values()) await writeAt(handle, base.subarray(start, end), offset);
  return whole;
}
