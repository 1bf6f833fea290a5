import { describe, expect, test } from "vitest";
import { type Level, sparsitySide } from "../../../src/sides/sparsity/sparsity-side.js";

const names = { a: "A", b: "B", classes: { a: 10, b: 10 } };

function level(
  at: number,
  cross: number | null,
  accuracy: number,
  rank: number | null,
  self: number | null = 1,
): Level {
  const scored = (score: number | null) => ({ score, leaveOneOut: null, reason: score === null ? "constant" : null });
  const model = { realSparsity: at, realSparsityAll: at / 2, accuracy, kappa: 1 };
  return {
    level: at,
    a: model,
    b: model,
    pair: { self: { a: scored(self), b: scored(self) }, cross: scored(cross), effectiveRank: { a: rank, b: rank } },
  };
}

describe("sparsitySide", () => {
  test("measures the gain against the dense pair", () => {
    const { value } = sparsitySide([level(0, 0.5, 0.9, 10), level(0.5, 0.75, 0.9, 10)], names);
    expect(value.cross).toEqual({ cka: [0.5, 0.75], gain: [0, 0.25], counts: [true, true], why: [null, null] });
    expect(value.a.realSparsityAll).toEqual([0, 0.25]);
  });

  test("voids the gain of dead networks that look alike, and says why of both", () => {
    const { value } = sparsitySide([level(0, 0.86, 0.9, 13), level(0.99, 0.94, 0.1, 2.7)], names);
    expect(value.cross.gain[1]).toBeCloseTo(0.08, 12);
    expect(value.cross.counts).toEqual([true, false]);
    expect(value.cross.why[1]).toBe(
      "A keeps 0.00 of its accuracy above chance; B keeps 0.00 of its accuracy above chance",
    );
  });

  test("explains what is null at a level", () => {
    const { value, reasons } = sparsitySide([level(0, 0.5, 0.9, 10), level(0.9, null, 0.1, null, null)], names);
    expect(value.cross.gain[1]).toBeNull();
    expect(value.cross.why[1]).toBe("cross-similarity is undefined: constant");
    expect(Object.keys(reasons).sort()).toEqual([
      "a.cka.1",
      "a.effectiveRank.1",
      "b.cka.1",
      "b.effectiveRank.1",
      "cross.cka.1",
      "cross.gain.1",
      "levels",
      "robustness",
    ]);
  });

  test("needs the dense level first", () => {
    expect(() => sparsitySide([level(0.5, 0.5, 0.9, 10)], names)).toThrow("levels start at 0.5, expected 0");
  });
});
