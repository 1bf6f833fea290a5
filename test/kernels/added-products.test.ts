import { describe, expect, test } from "vitest";
import { addRowProducts } from "../../src/kernels/added-products.js";
import { closeAll } from "../support/close.js";
import { gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

// The last makes more sums than are made at a time.
describe.each([
  [1, 3],
  [7, 250],
  [900, 2],
])("of %i rows of %i numbers", (n, p) => {
  const [x, y] = [gaussian(n, p, 1), gaussian(n, p, 2)].map((of) => ({ ...of, data: Float32Array.from(of.data) }));
  if (x === undefined || y === undefined) throw new Error("no matrices");

  test("products are added to what is there", () => {
    const products = naiveProduct(
      { ...x, data: Float64Array.from(x.data) },
      naiveTransposed({ ...y, data: Float64Array.from(y.data) }),
    ).data;
    const z = new Float32Array(n * n).fill(2);
    addRowProducts(
      z,
      n,
      p,
      (to) => to.set(x.data),
      (to) => to.set(y.data),
    );
    closeAll(
      Float64Array.from(z),
      products.map((value) => value + 2),
      1e-5,
    );
  });
});

test("nothing is added where rows have no numbers", () => {
  const z = Float32Array.of(5);
  addRowProducts(
    z,
    1,
    0,
    () => {},
    () => {},
  );
  expect([...z]).toEqual([5]);
});
