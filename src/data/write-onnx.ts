import { basename } from "node:path";
import { weightsOutside } from "../onnx/weights-outside.js";
import { writeAt } from "./write-at.js";
import { writeAtomic, writeAtomicBy } from "./write-atomic.js";

/** Readers of protobuf take no larger message. */
const LARGEST = 2 ** 31 - 1;

/**
 * Writes a model into one file, or where it is larger than protobuf allows into two: its graph, and its weights beside it
 * in `PATH.data`, as ONNX's external data.
 *
 * @param largest - bytes of the largest model that becomes one file.
 * @throws TrisimError "unwritable"; what each file held before stays where it cannot be written.
 */
export async function writeOnnx(path: string, bytes: Uint8Array, largest = LARGEST): Promise<void> {
  if (bytes.length <= largest) return writeAtomic(path, bytes);
  const data = `${path}.data`;
  const { graph, weights } = weightsOutside(bytes, basename(data));
  await writeAtomicBy(data, async (handle) => {
    for (const { start, end, offset } of weights) await writeAt(handle, bytes.subarray(start, end), offset);
  });
  // Last, so that a graph never stands there without its weights.
  await writeAtomic(path, graph);
}
