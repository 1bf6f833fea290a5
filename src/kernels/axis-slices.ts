import { offsets } from "./gathered-axes.js";

/** Offsets that are gone through for all slices before the next ones: what slices share of a cache line is still there. */
const AT_ONCE = 64;
/** Runs shorter than this are copied in a loop, which is quicker than a call. */
const SHORT = 32;

/** Slices of a tensor across one axis, with places of its other axes taken from elsewhere. */
export interface AxisSlices {
  readonly values: Float32Array;
  readonly dims: readonly number[];
  readonly axis: number;
  /** For each axis the places that are taken, `null` for all of them; what is said of `axis` itself counts for nothing. */
  readonly sources: readonly (Int32Array | null)[];
}

/** Numbers of one slice. */
export function sliceSize({ dims, axis, sources }: Omit<AxisSlices, "values">): number {
  return dims.reduce((product, dim, i) => (i === axis ? product : product * (sources[i]?.length ?? dim)), 1);
}

/**
 * Writes some slices into rows of a matrix, row-major each.
 *
 * @param indices - along the axis, of the slices wanted.
 * @param places - slices of one row of the matrix, one behind the other.
 * @param to - the matrix, `stride` numbers a row; slices are written from `offset` of each row on.
 */
export function writeSlices(...rows: Rows): void {
  eachRun(writeRun, ...rows);
}

/** Takes slices away from what stands where `writeSlices` would write them. */
export function subtractSlices(...rows: Rows): void {
  eachRun(subtractRun, ...rows);
}

type Rows = [slices: AxisSlices, indices: Int32Array, places: number, to: Float32Array, stride: number, offset: number];

function eachRun(take: Take, ...[slices, indices, places, to, stride, offset]: Rows): void {
  const { values, dims, axis, sources } = slices;
  const [before, after] = [dims.slice(0, axis), dims.slice(axis + 1)];
  const step = after.reduce((product, dim) => product * dim, 1);
  const outer = offsets(before, sources.slice(0, axis), dims[axis]! * step);
  const moved = sources.slice(axis + 1).some((source) => source !== null);
  const inner = moved ? new Int32Array(offsets(after, sources.slice(axis + 1), 1)) : null;
  const run = inner?.length ?? step;
  for (let first = 0; first < outer.length; first += AT_ONCE) {
    const end = Math.min(first + AT_ONCE, outer.length);
    for (let r = 0; r < indices.length; r++) {
      const start = Math.floor(r / places) * stride + offset + (r % places) * outer.length * run;
      const from = indices[r]! * step;
      for (let o = first; o < end; o++) take(values, outer[o]! + from, run, inner, to, start + o * run);
    }
  }
}

/** Takes a run of numbers, or those of its places that are named, to where they belong. */
type Take = (
  from: Float32Array,
  base: number,
  run: number,
  inner: Int32Array | null,
  to: Float32Array,
  at: number,
) => void;

const writeRun: Take = (from, base, run, inner, to, at) => {
  if (inner !== null) for (let k = 0; k < run; k++) to[at + k] = from[base + inner[k]!]!;
  else if (run < SHORT) for (let k = 0; k < run; k++) to[at + k] = from[base + k]!;
  else to.set(from.subarray(base, base + run), at);
};

const subtractRun: Take = (from, base, run, inner, to, at) => {
  if (inner !== null) for (let k = 0; k < run; k++) to[at + k]! -= from[base + inner[k]!]!;
  else for (let k = 0; k < run; k++) to[at + k]! -= from[base + k]!;
};
