import { expect, test } from "vitest";
import { columnMoments, projections, squaredDeviations } from "../../src/kernels/moments.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

const [N, P] = [37, 5];
const x = gaussian(N, P, 1);
const columns = Array.from({ length: P }, (_, j) => j);
const rows = Array.from({ length: N }, (_, i) => i);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("columnMoments are the means, and the squares about the first row", () => {
  const { means, squares } = columnMoments(x);
  closeAll(
    means,
    columns.map((j) => sum(rows.map((i) => at(x, i, j))) / N),
    1e-13,
  );
  const expected = sum(rows.flatMap((i) => columns.map((j) => (at(x, i, j) - at(x, 0, j)) ** 2)));
  close(squares, expected, 1e-13);
});

test("columnMoments lose no digit to a large mean", () => {
  // Powers of two and eighths: the sums are exact however large the mean is.
  const eighths = build(N, P, (i, j) => Math.round(8 * at(x, i, j)) / 8);
  const [plain, far] = [columnMoments(eighths), columnMoments(build(N, P, (i, j) => at(eighths, i, j) + 2 ** 30))];
  expect(far.squares).toBe(plain.squares);
  closeAll(
    far.means.map((mean) => mean - 2 ** 30),
    plain.means,
    1e-6,
  );
});

test("columnMoments take float32 for the same numbers in float64", () => {
  const narrow = { ...x, data: Float32Array.from(x.data) };
  expect(columnMoments(narrow)).toEqual(columnMoments({ ...x, data: Float64Array.from(narrow.data) }));
});

test.each([1, 2, 3, 4, 5, 8])("columnMoments of %i rows, four at a time or not", (n) => {
  const few = gaussian(n, P, n);
  const { means, squares } = columnMoments(few);
  const all = Array.from({ length: n }, (_, i) => i);
  closeAll(
    means,
    columns.map((j) => sum(all.map((i) => at(few, i, j))) / n),
    1e-13,
  );
  close(squares + 1, 1 + sum(all.flatMap((i) => columns.map((j) => (at(few, i, j) - at(few, 0, j)) ** 2))), 1e-13);
});

test.each([Number.NaN, Infinity, -Infinity])("columnMoments are not finite where a number is %d", (value) => {
  for (const i of [0, 3, N - 1])
    expect(columnMoments(build(N, P, (k, j) => (k === i && j === 2 ? value : at(x, k, j)))).squares).not.toSatisfy(
      Number.isFinite,
    );
});

test("squaredDeviations are the squared distances from the mean", () => {
  const means = gaussian(1, P, 2).data;
  closeAll(
    squaredDeviations(x, means),
    rows.map((i) => sum(columns.map((j) => (at(x, i, j) - Number(means[j])) ** 2))),
    1e-13,
  );
});

test("projections are the products with what was left of the mean", () => {
  const [c, delta] = [gaussian(1, P, 2).data, gaussian(1, P, 3).data];
  closeAll(
    projections(x, c, delta),
    rows.map((i) => sum(columns.map((j) => (at(x, i, j) - Number(c[j])) * Number(delta[j])))),
    1e-13,
  );
});
