import { offsets } from "./gathered-axes.js";

/** Offsets that are gone through for all slices before the next ones: what slices share of a cache line is still there. */
const AT_ONCE = 64;

/** Slices of a tensor across one axis, its other axes gathered. */
export interface AxisSlices {
  readonly values: Float32Array;
  readonly dims: readonly number[];
  readonly axis: number;
  /** For each axis place → the place it takes, `null` where it stays; what is said of `axis` itself counts for nothing. */
  readonly sources: readonly (Int32Array | null)[];
}

/** Numbers of one slice. */
export function sliceSize({ dims, axis }: Pick<AxisSlices, "dims" | "axis">): number {
  return dims.reduce((product, dim, i) => (i === axis ? product : product * dim), 1);
}

/**
 * Writes some slices one after the other, row-major each.
 *
 * @param indices - along the axis, of the slices wanted; so many at a time share a row.
 * @param to - slice r goes to row ⌊r / places⌋ of a matrix, at `offset` and behind those before it.
 * @param stride - numbers of one row of `to`.
 */
export function writeSlices(
  { values, dims, axis, sources }: AxisSlices,
  indices: Int32Array,
  places: number,
  to: Float32Array,
  stride: number,
  offset: number,
): void {
  const run = dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
  const outer = offsets(dims.slice(0, axis), sources.slice(0, axis), dims[axis]! * run);
  const moved = sources.slice(axis + 1).some((source) => source !== null);
  const inner = moved ? Int32Array.from(offsets(dims.slice(axis + 1), sources.slice(axis + 1), 1)) : null;
  const size = outer.length * run;
  for (let first = 0; first < outer.length; first += AT_ONCE) {
    const end = Math.min(first + AT_ONCE, outer.length);
    for (let r = 0; r < indices.length; r++) {
      const row = Math.floor(r / places) * stride + offset + (r % places) * size;
      for (let o = first; o < end; o++) writeRun(values, outer[o]! + indices[r]! * run, run, inner, to, row + o * run);
    }
  }
}

function writeRun(
  from: Float32Array,
  base: number,
  run: number,
  inner: Int32Array | null,
  to: Float32Array,
  at: number,
): void {
  if (inner !== null) for (let k = 0; k < run; k++) to[at + k] = from[base + inner[k]!]!;
  else if (run < 32) for (let k = 0; k < run; k++) to[at + k] = from[base + k]!;
  else to.set(from.subarray(base, base + run), at);
}
