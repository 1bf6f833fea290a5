import { expect, test } from "vitest";
import { layerRows } from "../../../src/measures/ucentred/layer-rows.js";
import { hasLookalikes } from "../../../src/measures/ucentred/lookalikes.js";
import { build, gaussian } from "../../kernels/matrices.js";

const lengths = (n: number, p: number, keep: (i: number) => boolean) => {
  const x = gaussian(n, p, 1);
  const layer = layerRows(
    build(n, p, (i, j) => (keep(i) ? (x.data[i * p + j] ?? 0) : 0)),
    "float64",
  );
  return layer?.squaredNorms ?? expect.fail("a constant layer");
};

test("a twentieth of the examples at one point are told, fewer are not", () => {
  expect(hasLookalikes(lengths(400, 64, (i) => i >= 20))).toBe(true);
  expect(hasLookalikes(lengths(400, 64, (i) => i >= 19))).toBe(false);
  expect(hasLookalikes(lengths(400, 64, () => true))).toBe(false);
});

test("of few examples eight are needed", () => {
  expect(hasLookalikes(lengths(40, 64, (i) => i >= 7))).toBe(false);
  expect(hasLookalikes(lengths(40, 64, (i) => i >= 8))).toBe(true);
  expect(hasLookalikes(Float64Array.of(1, 1, 1))).toBe(false);
});
