import type { StoredModel } from "./model.js";

/** The bytes [start, end) of a model: of one that is set aside no others are read. */
export function bytesAt(model: StoredModel, start: number, end: number): Uint8Array {
  return model.file === null ? model.bytes.subarray(start, end) : model.file.bytesAt(start, end);
}
