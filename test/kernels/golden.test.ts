import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { largestOfRows } from "../../src/kernels/largest-of-rows.js";
import { ranked } from "../../src/kernels/ranks.js";
import { nuclearNorm, singularValues } from "../../src/kernels/singular-values.js";
import { squaredDistances } from "../../src/kernels/squared-distances.js";
import { symmetricEigen } from "../../src/kernels/symmetric-eigen.js";
import { close, closeAll } from "../support/close.js";
import { ROOT } from "../support/source-files.js";
import { at, build } from "./matrices.js";

interface Golden {
  readonly spectra: readonly Spectrum[];
  readonly eigenvalues: readonly { readonly size: number; readonly seed: number; readonly values: readonly number[] }[];
  readonly ranks: readonly { count: number; seed: number; levels: number; ranks: readonly number[] }[];
  readonly nearest: readonly { size: number; seed: number; k: number; levels: number; columns: readonly number[] }[];
  readonly distances: readonly { rows: number; columns: number; seed: number; squared: readonly number[] }[];
}

interface Spectrum {
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
  readonly kind: string;
  readonly nuclearNorm: number;
  readonly step: number;
  readonly everyStep: readonly number[];
}

const golden: Golden = JSON.parse(readFileSync(join(ROOT, "test/golden/kernels.json"), "utf8"));

/** The same numbers as the generator of the golden values makes. */
function uniform(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

const kinds: Record<string, (rows: number, columns: number, value: number, i: number, j: number) => number> = {
  uniform: (_rows, _columns, value) => value,
  decay: (_rows, _columns, value, _i, j) => value * 2 ** -j,
  "low rank": (_rows, _columns, _value, i, j) => 1 + ((i * ((j % 5) + 1)) % 7),
  "huge entry": (rows, columns, value, i, j) =>
    i === Math.floor(rows / 2) && j === Math.floor(columns / 3) ? 2 ** 40 : value,
};

function matrix(rows: number, columns: number, seed: number, kind = "uniform") {
  const values = uniform(rows * columns, seed);
  return build(rows, columns, (i, j) => kinds[kind]?.(rows, columns, values[i * columns + j] ?? 0, i, j) ?? Number.NaN);
}

describe.each(golden.spectra)("$rows × $columns, $kind", ({ rows, columns, seed, kind, ...expected }) => {
  const a = matrix(rows, columns, seed, kind);

  test("has numpy's nuclear norm to the last digits", () => {
    // Values that are zero come out as rounding errors of the largest one, here as there.
    close(nuclearNorm(a), expected.nuclearNorm, kind === "low rank" ? 1e-14 : 4e-15);
  });

  test("has numpy's singular values to rounding errors of the largest", () => {
    const found = singularValues(a).filter((_, k) => k % expected.step === 0);
    closeAll(found, expected.everyStep, 2e-14);
  });
});

test.each(golden.eigenvalues)("eigenvalues of $size rows are numpy's", ({ size, seed, values }) => {
  const a = matrix(size, size, seed);
  closeAll(symmetricEigen(build(size, size, (i, j) => at(a, i, j) + at(a, j, i))).values, values, 1e-14);
});

test.each(golden.ranks)(
  "ranks of $count numbers on $levels levels are scipy's",
  ({ count, seed, levels, ...expected }) => {
    expect([...ranked(uniform(count, seed).map((value) => Math.floor(levels * value))).ranks]).toEqual(expected.ranks);
  },
);

test.each(golden.nearest)("the $k largest of $size are numpy's", ({ size, seed, k, levels, columns }) => {
  const a = matrix(size, size, seed);
  expect([...largestOfRows({ ...a, data: a.data.map((value) => Math.floor(levels * value)) }, k, true)]).toEqual(
    columns,
  );
});

test.each(golden.distances)("distances of $rows × $columns are scipy's", ({ rows, columns, seed, squared }) => {
  const found = squaredDistances(matrix(rows, columns, seed)).data;
  for (const [k, value] of found.entries()) close(value, squared[k] ?? Number.NaN, 1e-14);
});
