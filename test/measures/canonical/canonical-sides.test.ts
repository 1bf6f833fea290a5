import { describe, expect, test } from "vitest";
import { canonicalSide, isTrivial, subsetSide } from "../../../src/measures/canonical/canonical-sides.js";
import { gaussian, naiveProduct, naiveTransposed } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { naiveCentred } from "../ucentred/brute-force.js";

const projector = (basis: ReturnType<typeof gaussian>) => naiveProduct(basis, naiveTransposed(basis)).data;

describe("a canonical side", () => {
  test("of a subset is that of the subset alone", () => {
    const rows = Uint32Array.of(0, 1, 3, 4, 7, 8, 9, 11);
    for (const [p, share] of [
      [4, 1],
      [20, 0.9],
    ] as const) {
      const x = naiveCentred(gaussian(12, p, 1));
      const part = subsetSide(canonicalSide(x, share), rows, share);
      const alone = canonicalSide(naiveCentred(pick(x, rows)), share);
      expect(part.basis.columns).toBe(alone.basis.columns);
      closeAll(projector(part.basis), projector(alone.basis), 1e-11);
    }
  });

  test("has what each feature has of each axis", () => {
    const x = naiveCentred(gaussian(12, 4, 1));
    const { basis, loadings } = canonicalSide(x, 1);
    closeAll(loadings().data, naiveProduct(naiveTransposed(x), basis).data, 1e-13);
  });

  test("is trivial from a rank of n − 1 on", () => {
    expect(isTrivial(canonicalSide(naiveCentred(gaussian(6, 4, 1)), 1))).toBe(false);
    expect(isTrivial(canonicalSide(naiveCentred(gaussian(6, 5, 1)), 1))).toBe(true);
  });
});

function pick(x: ReturnType<typeof gaussian>, rows: Uint32Array) {
  const data = Float64Array.from([...rows].flatMap((i) => [...x.data.subarray(i * x.columns, (i + 1) * x.columns)]));
  return { rows: rows.length, columns: x.columns, data };
}
