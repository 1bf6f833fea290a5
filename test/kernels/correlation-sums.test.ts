import { describe, expect, test } from "vitest";
import { correlationSums, correlations, mergedSums } from "../../src/kernels/correlation-sums.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import { rowsOf } from "../../src/kernels/rows-of.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

function pearson(x: Matrix, i: number, y: Matrix, j: number): number {
  const column = (m: Matrix, k: number) => Array.from({ length: m.rows }, (_, row) => at(m, row, k));
  const centred = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [a, b] = [centred(column(x, i)), centred(column(y, j))];
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, k) => sum + value * (v[k] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const single = (x: Matrix): Matrix => ({ ...x, data: Float32Array.from(x.data) });
const x = gaussian(90, 4, 1);
const y = build(90, 5, (i, j) => at(gaussian(90, 5, 2), i, j) + (j < 4 ? j * at(x, i, j) : 0) + 100 * j);
const expected = build(4, 5, (i, j) => pearson(x, i, y, j)).data;

describe("correlations", () => {
  test("are Pearson's, of both precisions", () => {
    closeAll(correlations(correlationSums(x, y)).data, expected, 1e-12);
    closeAll(correlations(correlationSums(single(x), single(y))).data, expected, 1e-5);
  });

  test("of batches are those of all rows, however these are cut", () => {
    for (const cuts of [[1, 89], [30, 30, 30], [88, 2], Array<number>(90).fill(1)]) {
      let first = 0;
      const sums = cuts.map((count) => {
        const batch = correlationSums(rowsOf(x, first, count), rowsOf(y, first, count));
        first += count;
        return batch;
      });
      const merged = sums.reduce(mergedSums);
      expect(merged.rows).toBe(90);
      closeAll(correlations(merged).data, expected, 1e-10);
    }
  });

  test("of units that are constant are 0, the mean of a constant being rounded or not", () => {
    const constant = build(1000, 3, (i, j) => (j === 0 ? 0.1 : j === 1 ? 0 : Math.sin(i)));
    for (const of of [constant, single(constant)]) {
      const sums = [
        correlationSums(rowsOf(of, 0, 300), rowsOf(of, 0, 300)),
        correlationSums(rowsOf(of, 300, 700), rowsOf(of, 300, 700)),
      ];
      closeAll(correlations(sums.reduce(mergedSums)).data, [0, 0, 0, 0, 0, 0, 0, 0, 1], 1e-6);
      expect([...correlations(correlationSums(of, of)).data.subarray(0, 8)]).toEqual(Array(8).fill(0));
    }
  });

  test("keep their digits under a large offset, and of numbers too small or large for float32 products", () => {
    const offset = build(90, 4, (i, j) => at(x, i, j) + 1e6);
    closeAll(correlations(correlationSums(offset, y)).data, expected, 1e-8);
    for (const scale of [1e-30, 1e25])
      closeAll(
        correlations(correlationSums(single(build(90, 4, (i, j) => scale * at(x, i, j))), single(y))).data,
        expected,
        1e-5,
      );
  });

  test("of a matrix with itself are 1 on the diagonal", () => {
    const { data } = correlations(correlationSums(x, x));
    for (let i = 0; i < 4; i++) close(data[5 * i] ?? 0, 1, 1e-14);
  });

  test("refuse rows that do not belong together, none, and what is no number", () => {
    const none = { rows: 0, columns: 1, data: new Float64Array() };
    expect(() => correlationSums(x, rowsOf(y, 0, 3))).toThrow(/x has 90 rows and y has 3/);
    expect(() => correlationSums(none, none)).toThrow(RangeError);
    const holed = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, Number.NaN) };
    expect(() => correlationSums(holed, holed)).toThrow(/column 1 of x/);
    expect(() => mergedSums(correlationSums(x, y), correlationSums(y, y))).toThrow(/4 × 5 and 5 × 5 columns/);
  });
});
