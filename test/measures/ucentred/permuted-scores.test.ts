import { expect, test } from "vitest";
import { permutations } from "../../../src/kernels/random.js";
import { quantile } from "../../../src/measures/stats/quantile.js";
import { MEASURES } from "../../../src/measures/table.js";
import { gaussian } from "../../kernels/matrices.js";

test.each(["cka", "cka-rbf"] as const)("%s's drawn null has the quantile of the closed one", (name) => {
  const [x, y] = [gaussian(40, 3, 1), gaussian(40, 4, 2)];
  const row = MEASURES[name];
  const drawn = row.permuted?.(row.prepare(x), row.prepare(y), permutations(40, 4000, 1)) ?? new Float64Array(1);
  const threshold = row.measure(x, y).threshold ?? 0;
  expect(Math.abs(quantile(drawn, 0.95) - threshold)).toBeLessThan(0.1 * threshold);
});
