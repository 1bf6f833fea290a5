import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  offsetsOf,
  reshapedView,
  rowMajor,
  type StridedView,
  transposedView,
} from "../../../src/onnx/pruning/strided-view.js";

/** The stored place of every element of a view, in its row-major order. */
function places({ dims, strides }: StridedView): number[] {
  return [...offsetsOf(dims.map((size, axis) => ({ size, stride: strides[axis] ?? 0 })))];
}

describe("strided views", () => {
  test("the stored tensor is in order, its transpose reads across", () => {
    expect(places(rowMajor([2, 3]))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(places(transposedView(rowMajor([2, 3]), [1, 0]))).toEqual([0, 3, 1, 4, 2, 5]);
    expect(transposedView(rowMajor([2, 3, 4]), [2, 0, 1])).toEqual({ dims: [4, 2, 3], strides: [1, 12, 4] });
  });

  test("a reshaped view has the same elements in the same order", () => {
    const shapes = [[24], [2, 12], [4, 6], [2, 3, 4], [1, 24, 1], [2, 2, 2, 3], [6, 1, 4]];
    const orders = [
      [0, 1, 2],
      [2, 0, 1],
      [1, 0, 2],
      [0, 2, 1],
      [2, 1, 0],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.constantFrom(...orders), (shape, order) => {
        const view = transposedView(rowMajor([2, 3, 4]), order);
        const reshaped = reshapedView(view, shape);
        if (reshaped === null) return;
        expect(reshaped.dims).toEqual(shape);
        expect(places(reshaped)).toEqual(places(view));
      }),
    );
  });

  test("an untransposed tensor takes any shape, a transposed one none that joins its axes", () => {
    for (const shape of [[6], [3, 2], [1, 6, 1]]) expect(reshapedView(rowMajor([2, 3]), shape)).not.toBeNull();
    const across = transposedView(rowMajor([2, 3]), [1, 0]);
    expect(reshapedView(across, [6])).toBeNull();
    expect(reshapedView(across, [3, 1, 2])).not.toBeNull();
  });

  test("offsets run over the last axis first, and of no axes there is one", () => {
    expect(
      offsetsOf([
        { size: 2, stride: 10 },
        { size: 2, stride: 1 },
      ]),
    ).toEqual(Int32Array.of(0, 1, 10, 11));
    expect(offsetsOf([])).toEqual(Int32Array.of(0));
  });
});
