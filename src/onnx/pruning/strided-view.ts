/** How a tensor lies in the values of a stored one, as numpy has it: one step along axis k is `strides[k]` elements. */
export interface StridedView {
  readonly dims: readonly number[];
  readonly strides: readonly number[];
}

/** One axis of a view. */
export interface Axis {
  readonly size: number;
  readonly stride: number;
}

/** The stored tensor itself, row-major. */
export function rowMajor(dims: readonly number[]): StridedView {
  return { dims, strides: dims.map((_, axis) => dims.slice(axis + 1).reduce((product, dim) => product * dim, 1)) };
}

/** A view with its axes in another order: axis k is the old `order[k]`. */
export function transposedView({ dims, strides }: StridedView, order: readonly number[]): StridedView {
  return { dims: order.map((axis) => dims[axis] ?? 1), strides: order.map((axis) => strides[axis] ?? 0) };
}

/**
 * A view in another shape, the elements in the same row-major order; `null` where no strides say that.
 *
 * @param dims - as many elements.
 * @example
 * reshapedView({ dims: [6], strides: [1] }, [2, 3]); // => { dims: [2, 3], strides: [3, 1] }
 */
export function reshapedView(view: StridedView, dims: readonly number[]): StridedView | null {
  const blocks = contiguousBlocks(view);
  const strides = dims.map(() => 0);
  let { size: left = 1, stride = 1 }: Partial<Axis> = blocks.pop() ?? {};
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    const dim = dims[axis] ?? 1;
    if (dim === 1) continue;
    if (left === 1) ({ size: left, stride } = blocks.pop() ?? { size: 1, stride });
    if (left % dim !== 0) return null;
    strides[axis] = stride;
    stride *= dim;
    left /= dim;
  }
  return { dims, strides };
}

/** The axes of a view, those that follow each other without a gap as one. */
function contiguousBlocks({ dims, strides }: StridedView): Axis[] {
  const blocks: Axis[] = [];
  for (const [axis, size] of dims.entries()) {
    const stride = strides[axis] ?? 0;
    if (size === 1) continue;
    const last = blocks.at(-1);
    if (last !== undefined && last.stride === stride * size) blocks.splice(-1, 1, { size: last.size * size, stride });
    else blocks.push({ size, stride });
  }
  return blocks;
}

/** The offset of every combination of places along some axes, the last axis running fastest. */
export function offsetsOf(axes: readonly Axis[]): Int32Array {
  return axes.reduce((before, { size, stride }) => {
    const offsets = new Int32Array(before.length * size);
    let at = 0;
    for (const offset of before) for (let place = 0; place < size; place++) offsets[at++] = offset + place * stride;
    return offsets;
  }, Int32Array.of(0));
}
