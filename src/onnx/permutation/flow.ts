/** What one run of a network showed: the dimensions of its tensors, and whole numbers that it computes. */
export interface Trace {
  /** Tensor → its dimensions. */
  readonly dims: ReadonlyMap<string, readonly number[]>;
  /** Tensor → its values, for those that `tracedSettings` names. */
  readonly settings: ReadonlyMap<string, ArrayLike<number>>;
}

/** Nothing in it moves when units do. */
interface PlainFlow {
  readonly kind: "plain";
  readonly dims: readonly number[];
}

/** An activation: element → the unit it belongs to. */
export interface UnitFlow {
  readonly kind: "units";
  readonly dims: readonly number[];
  readonly labels: Int32Array;
}

/** Computed from parameters alone, element by element: what moves in it is not known until it meets an activation. */
export interface ParameterFlow {
  readonly kind: "parameters";
  readonly dims: readonly number[];
  readonly sources: readonly ParameterSource[];
}

/** One parameter behind a tensor. */
export interface ParameterSource {
  readonly parameter: number;
  /** Element → where it stands in the parameter, −1 where it is none of its; `null` where each has its own index. */
  readonly places: Int32Array | null;
}

export type Flow = PlainFlow | UnitFlow | ParameterFlow;

export function isParameters(flow: Flow | null | undefined): flow is ParameterFlow {
  return flow?.kind === "parameters";
}

export function plain(dims: readonly number[]): Flow {
  return { kind: "plain", dims };
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Row-major strides; 0 along axes of one element, so that they broadcast. */
export function broadcastStrides(dims: readonly number[], rank: number): readonly number[] {
  const missing = rank - dims.length;
  return Array.from({ length: rank }, (_, axis) => {
    const own = axis - missing;
    return own < 0 || dims[own] === 1 ? 0 : sizeOf(dims.slice(own + 1));
  });
}

/** For each element of a tensor, the element of a smaller one that broadcasting puts beside it. */
export function broadcastIndices(from: readonly number[], to: readonly number[]): Int32Array | null {
  if (from.length === to.length && from.every((dim, axis) => dim === to[axis])) return null;
  const strides = broadcastStrides(from, to.length);
  return stridedIndices(to, strides, 0);
}

/** Element (i, j, …) of a tensor of these dimensions → offset + Σ strides · (i, j, …). */
export function stridedIndices(dims: readonly number[], strides: readonly number[], offset: number): Int32Array {
  let indices = Int32Array.of(offset);
  for (const [axis, dim] of dims.entries()) {
    const stride = strides[axis] ?? 0;
    const next = new Int32Array(indices.length * dim);
    let at = 0;
    for (const index of indices) for (let i = 0; i < dim; i++) next[at++] = index + i * stride;
    indices = next;
  }
  return indices;
}

/** The elements of `values` at the given places, −1 where there is no place: for labels that is `SAME`. */
export function taken(values: Int32Array, places: Int32Array | null): Int32Array {
  return places === null ? values : places.map((place) => (place < 0 ? -1 : (values[place] ?? 0)));
}
