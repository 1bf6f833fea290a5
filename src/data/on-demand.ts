import { TrisimError } from "../errors.js";
import { type FileStamp, fileStamp, isSameStamp } from "./file-stamp.js";
import { readNow } from "./read-now.js";

/** Where float64 numbers lie in a file, from byte `at` on. */
export interface StoredPlace {
  readonly path: string;
  readonly at: number;
  readonly length: number;
  /** The file's from when its content was checked. */
  readonly stamp: FileStamp;
}

/** Many numbers of which few are looked at together: in memory, or in a file where stretches of them are read when asked for. */
export interface OnDemand {
  readonly onDemand: Float64Array | StoredPlace;
}

/**
 * The numbers [from, to).
 *
 * @throws TrisimError "unreadable" where the file is not what it was.
 * @example
 * stretch({ onDemand: Float64Array.of(1, 2, 3) }, 1, 3); // => Float64Array.of(2, 3)
 */
export function stretch({ onDemand }: OnDemand, from: number, to: number): Float64Array {
  return onDemand instanceof Float64Array ? onDemand.subarray(from, to) : readStretch(onDemand, from, to);
}

function readStretch({ path, at, length, stamp }: StoredPlace, from: number, to: number): Float64Array {
  if (!(from >= 0 && from <= to && to <= length))
    throw new RangeError(`stretch: [${from}, ${to}) of ${length} numbers in ${path}`);
  const size = Float64Array.BYTES_PER_ELEMENT;
  const bytes = readNow(path, at + from * size, at + to * size);
  if (isSameStamp(fileStamp(path), stamp)) return new Float64Array(bytes.buffer);
  throw new TrisimError("unreadable", `${path} was written to while it was in use; start again`);
}
