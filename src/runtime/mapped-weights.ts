import { type FileHandle, open, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeAt } from "../data/write-at.js";
import { placeOf } from "../onnx/kept-places.js";
import type { ModelFile } from "../onnx/model.js";
import { concatBytes } from "../onnx/proto.js";
import type { Variant } from "../onnx/variant.js";
import { type WeightsOutside, weightsOutside } from "../onnx/weights-outside.js";
import { weightsFolder } from "./weights-folder.js";

/** A graph whose weights lie in a file, to be mapped into memory. */
export interface MappedWeights {
  readonly graph: Uint8Array<ArrayBuffer>;
  /** The folder of the file. */
  readonly folder: string;
  /** Removes a file that was made for it; where the system keeps what is mapped, that is when the session has been released. */
  remove(): Promise<void>;
  /** Once it is loaded. @throws TrisimError "unreadable" where another file may have been mapped than was read. */
  checkLoaded(): void;
  /** Once it is released. @throws TrisimError "unreadable" where others wrote to the file meanwhile. */
  checkReleased(): void;
}

/** Below that many bytes of weights a file is not worth its time. */
const FEWEST = 2 ** 23;

const WEIGHTS = "weights";

/**
 * Lets the runtime map the weights of a graph from a file, where it holds weights that are handed to it in memory twice and more
 * while it loads them. A model as it was read is mapped where it is; what a variant has goes to a temporary one, in the
 * folder that TMPDIR names, of which no more than one tensor is held.
 *
 * @returns `null` for a small graph, and where the folder has no room for the weights.
 */
export async function mappedWeights(variant: Variant): Promise<MappedWeights | null> {
  const { replaced } = variant;
  const file = variant.changed === undefined ? variant.base.file : null;
  const mapping = file?.mapping ?? null;
  // Its nodes lie elsewhere in that graph than in the whole model.
  if (file !== null && mapping !== null && mapping !== "in place" && replaced === undefined)
    return whereTheyAre(variant, file, mapping.graph);
  const { bytes } = variant.base;
  if (bytes.length < FEWEST) return null;
  if (file !== null && mapping === "in place")
    return whereTheyAre(variant, file, weightsOutside(bytes, basename(file.path), mapping, replaced).graph);
  const outside = weightsOutside(bytes, WEIGHTS, "moved", replaced);
  if (outside.length < FEWEST) return null;
  const folder = await weightsFolder().catch(() => null);
  if (folder === null) return null;
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, WEIGHTS), "wx", 0o600);
    try {
      return {
        graph: await partedVariant(variant, outside, handle),
        folder,
        remove,
        checkLoaded() {},
        checkReleased() {},
      };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await remove();
    // A folder without room is no fault; whatever else fails is.
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}

function whereTheyAre({ appended }: Variant, file: ModelFile, graph: Uint8Array): MappedWeights {
  return {
    graph: concatBytes([graph, appended]),
    folder: dirname(file.path),
    async remove() {},
    checkLoaded: () => file.checkUnchanged(),
    checkReleased: () => file.checkMapped(),
  };
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
  for (const { start, end, offset } of left.values()) await writeAt(handle, base.bytes.subarray(start, end), offset);
  return whole;
}
