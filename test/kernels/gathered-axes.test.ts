import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gatheredAxes, gatheredDot } from "../../src/kernels/gathered-axes.js";
import { permutation } from "../../src/kernels/random.js";
import { close } from "../support/close.js";
import { gaussian } from "./matrices.js";

type Sources = readonly (Int32Array | null)[];

/** By indices, element by element. */
function byDefinition(values: Float32Array, dims: readonly number[], sources: Sources): number[] {
  const strides = dims.map((_, axis) => dims.slice(axis + 1).reduce((product, dim) => product * dim, 1));
  return Array.from(values, (_, at) => {
    const from = strides.reduce((sum, stride, axis) => {
      const place = Math.floor(at / stride) % (dims[axis] ?? 1);
      return sum + (sources[axis]?.[place] ?? place) * stride;
    }, 0);
    return values[from] ?? Number.NaN;
  });
}

const tensor = fc
  .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
  .chain((dims) =>
    fc.tuple(fc.constant([...dims, 1]), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.nat(99)),
  );

function built(dims: readonly number[], moved: readonly boolean[], seed: number) {
  const sources = dims.map((dim, axis) => (moved[axis] ? Int32Array.from(permutation(dim, seed + axis)) : null));
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { sources, values: Float32Array.from(gaussian(1, size, seed).data) };
}

describe("gatheredAxes", () => {
  test("takes each element from where its axes lead", () => {
    fc.assert(
      fc.property(tensor, ([dims, moved, seed]) => {
        const { sources, values } = built(dims, moved, seed);
        expect([...gatheredAxes(values, dims, sources)]).toEqual(byDefinition(values, dims, sources));
      }),
    );
  });

  test("moves long runs too, and leaves what it was given alone", () => {
    const { sources, values } = built([3, 5, 50], [true, true, false], 4);
    const before = values.slice();
    expect([...gatheredAxes(values, [3, 5, 50], sources)]).toEqual(byDefinition(values, [3, 5, 50], sources));
    expect(gatheredAxes(values, [3, 5, 50], [null, null, null])).not.toBe(values);
    expect(values).toEqual(before);
  });

  test("moves bits, not numbers", () => {
    const bits = Uint32Array.of(0x7fa00001, 0xffc00002);
    expect([...gatheredAxes(bits, [2], [Int32Array.of(1, 0)])]).toEqual([0xffc00002, 0x7fa00001]);
  });
});

describe("gatheredDot", () => {
  test.each([
    [
      [6, 7],
      [true, true],
    ],
    [
      [6, 7, 3],
      [false, true],
    ],
    [[4, 3, 40], [true]],
    [[30, 2, 3], []],
  ])("is the product with the gathered tensor, [%s]", (dims, moved) => {
    const { sources, values } = built(dims, moved, 9);
    const a = Float32Array.from(gaussian(1, values.length, 10).data);
    const expected = byDefinition(values, dims, sources).reduce((sum, value, i) => sum + value * (a[i] ?? 0), 0);
    close(gatheredDot(a, values, dims, sources), expected, 1e-12);
  });
});
