import { availableParallelism } from "node:os";
import type { EncodedImage } from "../data/dataset.js";
import type { Pixels } from "../data/pixels.js";
import { type PreparedImage, preparedImage } from "../data/prepared-image.js";
import type { PreprocessConfig } from "../data/preprocess-config.js";
import { TrisimError } from "../errors.js";
import { ComputeThread } from "./compute-thread.js";

/** Threads beyond this many would wait for the disk and for the network that runs. */
const MOST_THREADS = 8;

interface Hand {
  readonly thread: ComputeThread;
  tasks: number;
}

// One set for the whole process: they are made with the first image, hold nothing between two images, and do not keep the
// process alive.
let hands: readonly Hand[] | undefined;

/**
 * Decodes, fits and preprocesses one image on a thread that has least to do.
 *
 * @throws TrisimError that names the file.
 */
export async function prepareImage(
  image: EncodedImage | Pixels,
  config: PreprocessConfig,
  channels: number,
): Promise<PreparedImage> {
  hands ??= Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => ({
    thread: new ComputeThread(undefined, "image-worker"),
    tasks: 0,
  }));
  const hand = hands.reduce((idlest, other) => (other.tasks < idlest.tasks ? other : idlest));
  hand.tasks++;
  try {
    const made = await hand.thread.run(preparedImage, "data/prepared-image", image, config, channels);
    if ("values" in made) return made;
    throw new TrisimError(made.code, made.message);
  } finally {
    hand.tasks--;
  }
}
