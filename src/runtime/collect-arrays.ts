import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of new arrays that are worth a collection, which takes some milliseconds. */
const MUCH = 2 ** 23;

let collect: (() => void) | undefined;
let before = 0;

/**
 * Has the garbage of the calling thread collected where its arrays have grown by 8 MB since the last time. By itself V8 lets
 * several times as much pile up in every thread, and what is freed late lies between what is not: the system gets nothing back.
 */
export function collectArrays(): void {
  const now = process.memoryUsage().arrayBuffers;
  // What was freed may have been counted late.
  before = Math.min(before, now);
  if (now - before >= MUCH) collectGarbage();
}

/** Has the garbage of the calling thread collected at once. */
export function collectGarbage(): void {
  collect ??= collector();
  collect();
  before = process.memoryUsage().arrayBuffers;
}

/** V8's own, which scripts see only where a flag is set while their context is made. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
