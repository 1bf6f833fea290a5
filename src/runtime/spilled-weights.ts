import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** The most one write is given: the system's own limit is a little below 2 GiB. */
const WRITTEN_AT_ONCE = 2 ** 30;

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
  const folder = await mkdtemp(join(tmpdir(), "trisim-")).catch(() => null);
  if (folder === null) return null;
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, WEIGHTS), "wx", 0o600);
    try {
      for (const { start, end, offset } of weights) await write(handle, bytes.subarray(start, end), offset);
    } finally {
      await handle.close();
    }
    return { graph, folder, remove };
  } catch {
    await remove();
    return null;
  }
}

async function write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, WRITTEN_AT_ONCE);
    const { bytesWritten } = await handle.write(bytes, done, length, position + done);
    done += bytesWritten;
  }
}
