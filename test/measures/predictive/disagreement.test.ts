import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { disagreement } from "../../../src/measures/predictive/disagreement.js";
import { pairs, saying } from "./models.js";

const zeros = (n: number) => new Int32Array(n);

describe("disagreement", () => {
  test("is 0 where the errors of one model are among the other's, and the same", () => {
    expect(disagreement(saying([0, 0, 1, 2], 3), saying([0, 0, 0, 2], 3), zeros(4)).score).toBe(0);
  });

  test("is 1 where errors are apart, or have to overlap and differ", () => {
    expect(disagreement(saying([0, 0, 1, 2], 3), saying([1, 2, 0, 0], 3), zeros(4)).score).toBe(1);
    expect(disagreement(saying([0, 1, 1, 1], 3), saying([1, 2, 2, 0], 3), zeros(4)).score).toBe(1);
  });

  test("of two classes is 1 where errors overlap as little as can be", () => {
    expect(disagreement(saying([0, 1, 1, 1], 2), saying([1, 0, 1, 1], 2), zeros(4)).score).toBe(1);
  });

  test("lies between its ends in proportion", () => {
    const { score } = disagreement(saying([0, 0, 0, 0, 1, 1], 3), saying([0, 0, 0, 1, 1, 0], 3), zeros(6));
    expect(score).toBe((2 - 0) / (4 - 0));
  });

  test("is null where the error rates leave no range", () => {
    const { score, reasons } = disagreement(saying([0, 0, 0], 3), saying([0, 1, 2], 3), zeros(3));
    expect([score, reasons.score]).toEqual([null, "0 and 2 errors in 3 examples leave the disagreement no range"]);
  });

  test("expects of independent models of two classes q_A + q_B − 2q_Aq_B, scaled", () => {
    const a = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1];
    const b = [1, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    const [qa, qb] = [0.3, 0.2];
    const expected = (qa + qb - 2 * qa * qb - (qa - qb)) / (qa + qb - (qa - qb));
    expect(disagreement(saying(a, 2), saying(b, 2), zeros(10)).chance).toBeCloseTo(expected, 14);
  });

  test("does not know chance where more than two classes are never missed by both", () => {
    const { score, chance, reasons } = disagreement(saying([1, 0, 0], 3), saying([0, 1, 0], 3), zeros(3));
    expect([score, chance]).toEqual([1, null]);
    expect(reasons.chance).toBe("no example is missed by both: how wrong answers coincide is unknown");
  });

  test("has no interval at its ends", () => {
    const { interval, reasons } = disagreement(saying([0, 1, 2], 3), saying([0, 1, 2], 3), zeros(3));
    expect(interval).toBeNull();
    expect(reasons.interval).toMatch(/at the end of its range$/);
  });

  test("is never beyond what the error rates allow", () => {
    fc.assert(
      fc.property(pairs, ({ a, b, labels }) => {
        const { score } = disagreement(a, b, labels);
        expect(score === null || (score >= 0 && score <= 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
