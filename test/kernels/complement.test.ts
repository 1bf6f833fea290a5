import { expect, test } from "vitest";
import { centred } from "../../src/kernels/centred.js";
import { complement } from "../../src/kernels/complement.js";
import { transposed } from "../../src/kernels/float64-matrix.js";
import { orthogonalRows } from "../../src/kernels/orthogonal-rows.js";
import { crossProduct, scatter } from "../../src/kernels/products.js";
import { unitRows } from "../../src/kernels/unit-rows.js";
import { closeAll } from "../support/close.js";
import { build, gaussian } from "./matrices.js";

test.each([
  [3, 1],
  [12, 3],
  [12, 10],
  [150, 60],
  [400, 300],
])("of %i examples and %i columns it is orthonormal, and orthogonal to them and to the constant", (n, rank) => {
  const basis = transposed(unitRows(orthogonalRows(transposed(centred(gaussian(n, rank, 1)))).rotated));
  const found = complement(basis) ?? expect.fail("nearly dependent");
  const size = n - 1 - rank;
  expect([found.rows, found.columns]).toEqual([n, size]);
  closeAll(scatter(found).data, build(size, size, (i, j) => Number(i === j)).data, 1e-13);
  closeAll(crossProduct(basis, found).data, new Float64Array(rank * size), 1e-13);
  const ones = build(n, 1, () => 1);
  closeAll(crossProduct(ones, found).data, new Float64Array(size), 1e-12);
  expect(complement(basis)).toEqual(found);
});
