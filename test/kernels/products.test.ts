import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { crossProduct, gram, product, rowProducts, scatter } from "../../src/kernels/products.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

const size = fc.integer({ min: 1, max: 11 });

test("every product is what its definition says, for tiles that fit and tiles that do not", () => {
  fc.assert(
    fc.property(size, size, size, (n, p, q) => {
      const [x, y, c] = [gaussian(n, p, 1), gaussian(n, q, 2), gaussian(p, q, 3)];
      const z = gaussian(q, p, 4);
      const xt = naiveTransposed(x);
      closeAll(crossProduct(x, y).data, naiveProduct(xt, y).data, 1e-14);
      closeAll(product(x, c).data, naiveProduct(x, c).data, 1e-14);
      closeAll(rowProducts(x, z).data, naiveProduct(x, naiveTransposed(z)).data, 1e-14);
      closeAll(scatter(x).data, naiveProduct(xt, x).data, 1e-14);
      closeAll(gram(x).data, naiveProduct(x, xt).data, 1e-14);
    }),
    { numRuns: 50, seed: 1 },
  );
});

test("products have the shapes they say", () => {
  const [x, y] = [gaussian(5, 2, 1), gaussian(5, 3, 2)];
  expect(crossProduct(x, y)).toMatchObject({ rows: 2, columns: 3 });
  expect(rowProducts(x, gaussian(7, 2, 3))).toMatchObject({ rows: 5, columns: 7 });
  expect(scatter(x)).toMatchObject({ rows: 2, columns: 2 });
  expect(gram(x)).toMatchObject({ rows: 5, columns: 5 });
});

test("sums are right beyond one panel of terms", () => {
  const x = gaussian(601, 5, 1);
  closeAll(scatter(x).data, naiveProduct(naiveTransposed(x), x).data, 1e-13);
  closeAll(crossProduct(x, x).data, naiveProduct(naiveTransposed(x), x).data, 1e-13);
});

test("a symmetric product is symmetric and the same as the full one, to the bit", () => {
  const x = gaussian(40, 9, 1);
  expect(scatter(x)).toEqual(crossProduct(x, x));
  expect(gram(x)).toEqual(product(x, naiveTransposed(x)));
  expect(gram(x)).toEqual(rowProducts(x, x));
});

/** XY' by its definition, in loops that are quick enough for a thousand rows. */
function bruteForce(x: Matrix, y: Matrix): Float64Array {
  const result = new Float64Array(x.rows * y.rows);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < y.rows; j++) {
      let total = 0;
      for (let k = 0; k < x.columns; k++) total += (x.data[i * x.columns + k] ?? 0) * (y.data[j * y.columns + k] ?? 0);
      result[i * y.rows + j] = total;
    }
  return result;
}

const single = (x: Matrix) => ({ ...x, data: Float32Array.from(x.data) });

// Around what is summed, packed and copied at a time: 5 × 4 and 5 × 8 tiles, 100 rows, 100 and 256 terms, 256 columns.
const sizes = [1, 3, 4, 5, 6, 8, 9, 99, 100, 101, 255, 257, 511, 1100];

describe.each(sizes)("with a side of %i", (size) => {
  const shapes: readonly (readonly [rows: number, others: number, terms: number])[] = [
    [size, 6, 7],
    [5, size, 7],
    [5, 6, size],
    [size, size, 3],
  ];
  for (const [rows, others, terms] of shapes) {
    const [x, y] = [gaussian(rows, terms, size), gaussian(others, terms, size + 1)];

    test(`${rows} and ${others} rows of ${terms} numbers have the products that they should`, () => {
      closeAll(rowProducts(x, y).data, bruteForce(x, y), 1e-14);
      closeAll(product(x, naiveTransposed(y)).data, bruteForce(x, y), 1e-14);
      closeAll(crossProduct(naiveTransposed(x), naiveTransposed(y)).data, bruteForce(x, y), 1e-14);
      closeAll(gram(x).data, bruteForce(x, x), 1e-14);
      closeAll(scatter(naiveTransposed(x)).data, bruteForce(x, x), 1e-14);
    });

    test(`the same in float32, ${rows} and ${others} rows of ${terms}`, () => {
      const [x32, y32] = [single(x), single(y)];
      closeAll(rowProducts(x32, y32).data, bruteForce(x32, y32), 2e-6);
      closeAll(product(x32, single(naiveTransposed(y32))).data, bruteForce(x32, y32), 2e-6);
      closeAll(crossProduct(single(naiveTransposed(x)), single(naiveTransposed(y))).data, bruteForce(x32, y32), 2e-6);
      expect(gram(x32)).toEqual(rowProducts(x32, x32));
      expect(scatter(x32)).toEqual(crossProduct(x32, x32));
    });
  }
});

test("matrices that pass through memory in several steps come out whole", () => {
  const [x, y] = [gaussian(30_000, 40, 1), gaussian(30_000, 3, 2)];
  closeAll(crossProduct(x, y).data, bruteForce(naiveTransposed(x), naiveTransposed(y)), 1e-13);
  expect(scatter(x)).toEqual(crossProduct(x, x));
  const wide = gaussian(1500, 3, 3);
  expect(gram(wide)).toEqual(rowProducts(wide, wide));
  closeAll(gram(wide).data, bruteForce(wide, wide), 1e-15);
});

test("float32 sums of many terms keep the digits of short ones", () => {
  const ones = { rows: 1, columns: 2 ** 25, data: new Float32Array(2 ** 25).fill(1) };
  // In float32 throughout it would stop at 2^24, where adding 1 changes nothing.
  expect([...gram(ones).data]).toEqual([2 ** 25]);
  const x = single(build(1, 1_000_000, (_, j) => 1 + (j % 7) / 7));
  close(
    at(gram(x), 0, 0),
    x.data.reduce((total, value) => total + value * value, 0),
    1e-6,
  );
});

test("of a float32 and a float64 matrix all is float64", () => {
  const [x, y] = [single(gaussian(5, 300, 1)), gaussian(4, 300, 2)];
  closeAll(rowProducts(x, y).data, bruteForce(x, y), 1e-14);
});

test("NaN and Infinity reach what they are part of, and nothing else", () => {
  const x = build(5, 3, (i, j) => (i === 1 && j === 2 ? Number.NaN : i === 3 && j === 0 ? Infinity : 1));
  const found = gram(x);
  expect([at(found, 1, 4), at(found, 3, 4), at(found, 2, 4)]).toEqual([Number.NaN, Infinity, 3]);
});

test("products of nothing are empty, and sums over nothing are zeros", () => {
  const [none, empty] = [gaussian(0, 3, 1), { rows: 3, columns: 0, data: new Float64Array() }];
  expect(gram(none)).toEqual({ rows: 0, columns: 0, data: new Float64Array() });
  expect(scatter(none).data).toEqual(new Float64Array(9));
  expect(gram(empty).data).toEqual(new Float64Array(9));
});
