import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coincidence } from "../../../src/measures/predictive/coincidence.js";
import { pairs, saying } from "./models.js";

describe("coincidence", () => {
  test("expects 1/(C − 1) where every wrong class is as frequent as the others", () => {
    const triples = [0, 1, 2, 3].flatMap((label) => [0, 1, 2, 3].filter((c) => c !== label).map((c) => ({ label, c })));
    const a = saying(
      triples.map(({ c }) => c),
      4,
    );
    expect(
      coincidence(
        a,
        a,
        Int32Array.from(triples, ({ label }) => label),
      ),
    ).toEqual({
      missed: 12,
      same: 12,
      expected: 1 / 3,
    });
  });

  test("leaves two classes no choice", () => {
    fc.assert(
      fc.property(
        pairs.filter(({ classes }) => classes === 2),
        ({ a, b, labels }) => {
          const { missed, same, expected } = coincidence(a, b, labels);
          expect(same).toBe(missed);
          expect(expected ?? 1).toBeCloseTo(1, 14);
        },
      ),
    );
  });

  test("counts nothing where no example is missed by both", () => {
    const a = saying([0, 1], 2);
    expect(coincidence(a, a, Int32Array.of(0, 1))).toEqual({ missed: 0, same: 0, expected: null });
  });
});
