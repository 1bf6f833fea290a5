import { expect, test } from "vitest";
import { columnMoments, rowMoments } from "../../src/kernels/moments.js";
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

test("rowMoments are the squared distances from the mean, and the products with what was left of it", () => {
  const [c, delta] = [gaussian(1, P, 2).data, gaussian(1, P, 3).data];
  const { squaredNorms, along } = rowMoments(x, c, delta);
  const from = (i: number, j: number) => at(x, i, j) - Number(c[j]);
  closeAll(
    squaredNorms,
    rows.map((i) => sum(columns.map((j) => (from(i, j) - Number(delta[j])) ** 2))),
    1e-13,
  );
  closeAll(
    along,
    rows.map((i) => sum(columns.map((j) => from(i, j) * Number(delta[j])))),
    1e-13,
  );
});
