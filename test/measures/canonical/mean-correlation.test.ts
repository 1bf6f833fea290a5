import { test } from "vitest";
import { gatheredRows } from "../../../src/kernels/gathered.js";
import { permutations } from "../../../src/kernels/random.js";
import { canonicalSide } from "../../../src/measures/canonical/canonical-sides.js";
import { meanCorrelation, permutedCorrelations } from "../../../src/measures/canonical/mean-correlation.js";
import { gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { naiveCentred } from "../ucentred/brute-force.js";

test.each([
  [40, 5, 7],
  [40, 30, 7],
  [40, 30, 20],
  [40, 37, 2],
  [40, 37, 37],
  [41, 20, 20],
])("%i examples in other orders, with ranks %i and %i, are correlated as they are", (n, p, q) => {
  const [x, y] = [canonicalSide(naiveCentred(gaussian(n, p, 1)), 1), canonicalSide(naiveCentred(gaussian(n, q, 2)), 1)];
  const orders = permutations(n, 12, 3);
  const expected = orders.map((order) => meanCorrelation(x, { ...y, basis: gatheredRows(y.basis, order) }));
  closeAll(permutedCorrelations(x, y, orders), expected, 1e-13);
  closeAll(permutedCorrelations(x, y, orders.slice(0, 2)), expected.slice(0, 2), 1e-13);
});
