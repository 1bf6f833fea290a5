import { describe, expect, test } from "vitest";
import { gatheredRows } from "../../../src/kernels/gathered.js";
import { rowProducts } from "../../../src/kernels/products.js";
import { axesOf, firstColumns, principalAxes } from "../../../src/measures/canonical/principal-axes.js";
import { leadingBasis, sameSpaceBasis } from "../../../src/measures/canonical/subset-basis.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { naiveCentred } from "../ucentred/brute-force.js";

const rows = Uint32Array.from({ length: 96 }, (_, i) => i + Math.floor(i / 4));
const projector = (basis: ReturnType<typeof gaussian>) => rowProducts(basis, basis).data;

/** 120 × p, mixed features of which axis j has about `decay(j)` of the first's length. */
function graded(p: number, decay: (j: number) => number) {
  const axes = gaussian(120, p, 1);
  return naiveCentred(
    naiveProduct(
      build(120, p, (i, j) => at(axes, i, j) * decay(j)),
      orthogonal(p, 2),
    ),
  );
}

describe.each([
  ["equal axes", 40, () => 1],
  ["axes that decay as 1/j", 40, (j: number) => 1 / (j + 1)],
  ["one axis a hundred times the others", 40, (j: number) => (j === 0 ? 100 : 1)],
  ["axes over three powers of ten", 12, (j: number) => 10 ** (-j / 4)],
])("of a subset, with %s,", (_, p, decay) => {
  const x = graded(p, decay);
  const careful = principalAxes(naiveCentred(gatheredRows(x, rows)));

  test("the space of all features is that of a decomposition of their own", () => {
    const quick = sameSpaceBasis(principalAxes(x), rows) ?? expect.fail("not found");
    closeAll(projector(quick), projector(careful.left), 1e-11);
  });

  test.each([0.5, 0.9, 0.99, 0.999])("the axes with %f of the variance are those of a decomposition, too", (share) => {
    const quick = leadingBasis(naiveCentred(gatheredRows(x, rows)), share) ?? expect.fail("not found");
    const used = axesOf(careful.values, share);
    expect(quick.columns).toBe(used);
    closeAll(projector(quick), projector(firstColumns(careful.left, used)), 1e-11);
  });
});

test("a rank that is lost with an example is not found quickly", () => {
  const x = graded(5, () => 1);
  const alone = naiveCentred(build(120, 6, (i, j) => (j < 5 ? at(x, i, j) : Number(i === 4))));
  expect(rows).not.toContain(4);
  expect(sameSpaceBasis(principalAxes(alone), rows)).toBeNull();
});

test("a rank that might be lost is not found quickly, nor axes too small to be seen in a Gram matrix", () => {
  const x = graded(4, (j) => 1800 ** -j);
  expect(principalAxes(x).values).toHaveLength(4);
  expect(sameSpaceBasis(principalAxes(x), rows)).toBeNull();
  expect(leadingBasis(x, 1 - 1e-10)).toBeNull();
});

test("of as many examples as axes there is no basis", () => {
  expect(sameSpaceBasis(principalAxes(graded(40, () => 1)), rows.subarray(0, 40))).toBeNull();
});
