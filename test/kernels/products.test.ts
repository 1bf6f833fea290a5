import fc from "fast-check";
import { expect, test } from "vitest";
import { crossProduct, gram, product, rowProducts, scatter } from "../../src/kernels/products.js";
import { closeAll } from "../support/close.js";
import { gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

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
