import { describe, expect, test } from "vitest";
import { connectivityCurve, lossText } from "../../../src/report/figures/connectivity-curve.js";
import type { Connectivity } from "../../../src/study/results.js";
import { rounded } from "../rounded.js";
import { connected, entryOf } from "../variants.js";

function fixture(change: Partial<Connectivity> = {}): Connectivity {
  const { connectivity } = connected(entryOf()).functional;
  if (connectivity === null) throw new Error("the fixture has no connectivity");
  return { ...connectivity, ...change };
}

const strokes = (svg: string) => svg.split('data-mark="rule"')[1]?.split("</g>")[0]?.match(/<line/g)?.length ?? 0;
const points = (svg: string) => svg.match(/<title>/g)?.length ?? 0;

describe("connectivityCurve", () => {
  test.each(["error", "loss"] as const)("draws the %s", async (value) => {
    await expect(rounded(connectivityCurve(fixture(), value))).toMatchFileSnapshot(
      `../__snapshots__/connectivity-${value}.svg`,
    );
  });

  test("says in words what it shows", () => {
    expect(connectivityCurve(fixture(), "error")).toContain(
      "Error along 11 points of the naive path: 0.083 at A, 0.057 at B, a barrier of 0.486 at α = 0.50",
    );
    expect(connectivityCurve(fixture(), "loss")).toContain(
      "Loss along 11 points of the naive path: 0.310 at A, 0.390 at B, a barrier of 1.940 at α = 0.50",
    );
  });

  test("marks the barrier, and nothing where there is none", () => {
    const flat = fixture({
      naive: { loss: Array(11).fill(0), accuracy: Array(11).fill(1), barrier: { frankle: 0, entezari: 0 } },
    });
    for (const value of ["error", "loss"] as const) {
      expect(strokes(connectivityCurve(fixture(), value))).toBe(1);
      expect(strokes(connectivityCurve(flat, value))).toBe(0);
      expect(connectivityCurve(flat, value)).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test("draws every path there is", () => {
    const { naive } = fixture();
    const svg = connectivityCurve(fixture({ aligned: naive, repaired: naive, lmcCurve: "repaired" }), "error");
    expect(points(svg)).toBe(3 * points(connectivityCurve(fixture(), "error")));
    expect(svg).toContain("repaired path");
  });
});

test("a loss has three decimals, an enormous one a power of ten", () => {
  expect([0.1234, 2, 12345.6, 2.24e29].map(lossText)).toEqual(["0.123", "2.000", "1.2e+4", "2.2e+29"]);
});
