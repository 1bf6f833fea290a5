import { TrisimError } from "../errors.js";
import type { OnnxModel, OnnxTensor } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";

const TENSOR_NAME = 8;

/** No buffer of Node 20 is larger. */
const MAX_BYTES = 2 ** 32;

/** How often what a file holds may be in it once every tensor is its own: a small file must not fill the memory. */
const MOST_TIMES = 16;

/** A stored tensor, and the name of a copy of it. */
export type NamedCopy = readonly [name: string, source: OnnxTensor];

/**
 * Copies of stored tensors under other names, to be appended to the model's file.
 *
 * @throws TrisimError "unsupported" where they do not fit into it.
 */
export function tensorCopies(model: OnnxModel, copies: readonly NamedCopy[]): readonly Uint8Array[] {
  const size = copies.reduce((sum, [, { record }]) => sum + record.end - record.start, model.bytes.length);
  if (size > Math.min(MAX_BYTES, MOST_TIMES * model.bytes.length)) {
    throw new TrisimError("unsupported", `${model.name}: takes ${size} bytes once every shared initialiser is its own`);
  }
  return copies.map(([name, { record }]) =>
    // The same tensor under another name: of a field given twice the last counts.
    concatBytes([model.bytes.subarray(record.start, record.end), bytesField(TENSOR_NAME, name)]),
  );
}
