import { expect, test } from "vitest";
import { gammaPrefactor, lessLog } from "../../../src/measures/stats/gamma-prefactor.js";
import { close } from "../../support/close.js";

test("the prefactor is x^a·e^(−x)/Γ(a + 1)", () => {
  close(gammaPrefactor(2, 3, 1), (9 * Math.exp(-3)) / 2, 1e-14);
  close(gammaPrefactor(12, 10, -2), (1e12 * Math.exp(-10)) / 479001600, 1e-13);
});

test("the prefactor has no seam where Stirling's formula takes over", () => {
  close(gammaPrefactor(10, 11, 1), gammaPrefactor(10 - 1e-12, 11, 1 + 1e-12), 1e-10);
});

test("μ − log(1 + μ) keeps its digits near 0", () => {
  for (const mu of [1e-9, -1e-6, 1e-3, -0.001]) {
    close(lessLog(mu), mu ** 2 / 2 - mu ** 3 / 3 + mu ** 4 / 4 - mu ** 5 / 5 + mu ** 6 / 6, 1e-12);
  }
  for (const mu of [-0.9, -0.5, 0.3, 0.6, 5]) close(lessLog(mu), mu - Math.log1p(mu), 1e-14);
  expect(lessLog(0)).toBe(0);
});
