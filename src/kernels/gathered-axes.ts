import { dotAt } from "./vector.js";

/** Elements that are moved, not computed with. */
export type Elements = Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;

/** Runs shorter than this are copied in a loop, which is quicker than a call. */
const SHORT = 32;

/**
 * A tensor with the places along its axes taken from elsewhere: element (i, j, …) is what was (s_0[i], s_1[j], …).
 *
 * @param dims - of the tensor, row-major.
 * @param sources - for each axis place → the place it takes, as many as the axis has; `null` for an axis that stays.
 * @param to - memory for the result, as long as the values and other than theirs.
 * @returns a copy.
 * @example
 * gatheredAxes(Float32Array.of(1, 2, 3, 4), [2, 2], [Int32Array.of(1, 0), null]); // => Float32Array.of(3, 4, 1, 2)
 */
export function gatheredAxes<T extends Elements>(
  values: T,
  dims: readonly number[],
  sources: readonly (Int32Array | null)[],
  to: T = values.slice() as T,
): T {
  const { outer, inner, run } = runsOf(dims, sources);
  const width = inner.length * run;
  for (let i = 0; i < outer.length; i++) gatherRuns(values, outer[i]!, inner, run, to, i * width);
  return to;
}

/**
 * ⟨A, B⟩ = Σ a_ij… b_ij… with the places along the axes of B taken from elsewhere, without making that tensor.
 *
 * @returns the sum, in float64.
 * @example
 * const [a, b] = [Float32Array.of(1, 0, 0, 0), Float32Array.of(1, 2, 3, 4)];
 * gatheredDot(a, b, [2, 2], [Int32Array.of(1, 0), Int32Array.of(1, 0)]); // => 4
 */
export function gatheredDot(
  a: Float32Array,
  b: Float32Array,
  dims: readonly number[],
  sources: readonly (Int32Array | null)[],
): number {
  const { outer, inner, run } = runsOf(dims, sources);
  const width = inner.length * run;
  let total = 0;
  for (let i = 0; i < outer.length; i++) total += dotOfRuns(a, i * width, b, outer[i]!, inner, run);
  return total;
}

interface Runs {
  /** Where the leading axes lead. */
  readonly outer: Float64Array;
  /** From there, where each run begins that stays whole: along the last axis that is moved. */
  readonly inner: Int32Array;
  /** Elements of a run. */
  readonly run: number;
}

function runsOf(dims: readonly number[], sources: readonly (Int32Array | null)[]): Runs {
  const last = sources.findLastIndex((source) => source !== null);
  const run = dims.slice(last + 1).reduce((product, dim) => product * dim, 1);
  if (last === -1) return { outer: Float64Array.of(0), inner: Int32Array.of(0), run };
  return {
    outer: offsets(dims.slice(0, last), sources.slice(0, last), dims[last]! * run),
    inner: sources[last]!.map((place) => place * run),
    run,
  };
}

/**
 * Where the elements of some axes begin once their places are taken from elsewhere, in order.
 *
 * @param sources - for each axis the places that are taken, of any number; `null` for all of them.
 * @param step - elements from one place of the last of these axes to the next.
 */
export function offsets(dims: readonly number[], sources: readonly (Int32Array | null)[], step: number): Float64Array {
  let result = Float64Array.of(0);
  for (const [axis, dim] of dims.entries()) {
    const stride = dims.slice(axis + 1).reduce((product, length) => product * length, step);
    const source = sources[axis] ?? null;
    const places = source?.length ?? dim;
    const longer = new Float64Array(result.length * places);
    for (let i = 0, to = 0; i < result.length; i++)
      for (let j = 0; j < places; j++, to++) longer[to] = result[i]! + (source === null ? j : source[j]!) * stride;
    result = longer;
  }
  return result;
}

function gatherRuns(from: Elements, base: number, inner: Int32Array, run: number, to: Elements, first: number): void {
  let at = first;
  if (run === 1) for (let j = 0; j < inner.length; j++, at++) to[at] = from[base + inner[j]!]!;
  else if (run < SHORT) {
    for (let j = 0; j < inner.length; j++)
      for (let k = base + inner[j]!, end = k + run; k < end; k++, at++) to[at] = from[k]!;
  } else {
    for (let j = 0; j < inner.length; j++, at += run)
      to.set(from.subarray(base + inner[j]!, base + inner[j]! + run) as Uint8Array, at);
  }
}

function dotOfRuns(
  a: Float32Array,
  first: number,
  b: Float32Array,
  base: number,
  inner: Int32Array,
  run: number,
): number {
  let [total, at] = [0, first];
  if (run === 1) for (let j = 0; j < inner.length; j++, at++) total += a[at]! * b[base + inner[j]!]!;
  else if (run < SHORT) {
    for (let j = 0; j < inner.length; j++)
      for (let k = base + inner[j]!, end = k + run; k < end; k++, at++) total += a[at]! * b[k]!;
  } else for (let j = 0; j < inner.length; j++, at += run) total += dotAt(a, at, b, base + inner[j]!, run);
  return total;
}
