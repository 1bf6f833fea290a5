import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holm } from "../../../src/measures/stats/holm.js";
import golden from "../../golden/study.json" with { type: "json" };
import { closeAll } from "../../support/close.js";

describe("holm", () => {
  test("gives the smallest levels at which step-down testing rejects", () => {
    closeAll(holm(golden.holm.pValues), golden.holm.adjusted, 1e-12);
  });

  test("keeps order and lies between p and Bonferroni's m·p", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (ps) => {
        const adjusted = holm(ps);
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, ps.length * Math.max(p, ...ps.filter((q) => q <= p))));
          for (const [j, q] of ps.entries()) if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
        }
      }),
    );
  });

  test("leaves none and one as they are and refuses what is no p-value", () => {
    expect(holm([])).toEqual([]);
    expect(holm([0.3])).toEqual([0.3]);
    expect(() => holm([0.3, 1.5])).toThrow("holm: p is 1.5, expected a number from 0 to 1");
  });
});
