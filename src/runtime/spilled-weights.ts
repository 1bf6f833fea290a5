import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAt } from "../data/write-at.js";
import { weightsOutside } from "../onnx/weights-outside.js";

/** A graph whose weights lie in a temporary file. */
export interface SpilledWeights {
  readonly graph: Uint8Array;
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
 * where it holds weights that are handed to it in memory twice and more while it loads them.
 *
 * @returns `null` for a small graph, and where the folder has no room for the weights.
 */
export async function spilledWeights(bytes: Uint8Array): Promise<SpilledWeights | null> {
  if (bytes.length < FEWEST) return null;
  const { graph, weights, length } = weightsOutside(bytes, WEIGHTS);
  if (length < FEWEST) return null;
  const folder = await mkdtemp(join(tmpdir(), "trisim-weights-")).catch(() => null);
  if (folder === null) return null;
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, WEIGHTS), "wx", 0o600);
    try {
      for (const { start, end, offset } of weights) await writeAt(handle, bytes.subarray(start, end), offset);
    } finally {
      await handle.close();
    }
    return { graph, folder, remove };
  } catch {
    await remove();
    return null;
  }
}
