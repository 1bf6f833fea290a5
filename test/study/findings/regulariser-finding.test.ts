import { describe, expect, test } from "vitest";
import { holm } from "../../../src/measures/stats/holm.js";
import type { PairGains } from "../../../src/study/findings/evidence.js";
import { regulariserFinding } from "../../../src/study/findings/regulariser-finding.js";
import { dataOf, modelNamed, pairMatrix, unwritable } from "./evidence-of-models.js";

const models = [..."abcd"].map((name) => modelNamed(name, "cnn"));
const levels = [0, 0.5, 0.9];

const gains = (a: number, b: number, gain: readonly number[], counts = [true, true, true]): PairGains => ({
  a,
  b,
  n: 200,
  gain: [0, ...gain],
  standardError: [0, 0.01, 0.01],
  correlations: [
    [null, null, null],
    [null, 1, 0.6],
    [null, 0.6, 1],
  ],
  counts,
});

const found = (some: readonly PairGains[], of = models, more: readonly PairGains[] = []) => {
  const one = dataOf(
    4,
    pairMatrix(4, () => null),
    { levels, gains: some },
  );
  const data = more.length === 0 ? [one] : [one, { ...one, name: "e", gains: more }];
  return regulariserFinding({ models: of, data }, 0);
};

describe("regulariserFinding", () => {
  test("is supported by a pair with a gain, and names level, interval and p", () => {
    const { verdict, pairs, sentence } = found([gains(0, 1, [0.06, 0.02]), gains(0, 2, [0.001, -0.01])]);
    expect(verdict).toBe("supported");
    expect(pairs.map(({ a, b, level, supported }) => [a, b, level, supported])).toEqual([
      ["a", "b", 0.5, true],
      ["a", "c", 0.5, false],
    ]);
    expect(pairs[0]?.interval[0]).toBeGreaterThan(0);
    expect(sentence).toMatch(
      /^Pruning makes 1 of 2 pairs more alike while both are alive: a and b on d at 50 % sparsity, gain 0\.060 \[0\.0\d\d, 0\.0\d\d\], p < 0\.001 after Holm\.$/,
    );
  });

  test("allows for the number of pairs, on all data sets together", () => {
    const close = gains(0, 1, [0.024, 0]);
    const alone = found([close]);
    expect(alone.verdict).toBe("supported");
    const many = found([close, gains(0, 2, [0, 0]), gains(0, 3, [0, 0])], models, [gains(1, 2, [0, 0])]);
    expect(many.pairs).toHaveLength(4);
    expect(many.pairs[0]?.pValue).toBe(alone.pairs[0]?.pValue);
    expect(many.pairs.map(({ adjusted }) => adjusted)).toEqual(holm(many.pairs.map(({ pValue }) => pValue)));
    expect(many.verdict).toBe("not supported");
    expect(many.sentence).toContain(
      "It is not shown that pruning makes any of 4 cases (4 pairs on 2 data sets) more alike",
    );
  });

  test("does not count what the guard voids, and says how many pairs are left without", () => {
    const { verdict, pairs, untested, sentence } = found([
      gains(0, 1, [0.5, 0.9], [true, false, false]),
      gains(0, 2, [0, 0.9], [true, true, false]),
    ]);
    expect(verdict).toBe("not supported");
    expect(pairs.map(({ a, b, levels: searched }) => [a, b, searched])).toEqual([["a", "c", [0.5]]]);
    expect(untested).toEqual([
      { data: "d", a: "a", b: "b", why: "no level above 0 has a gain that counts, with its spread" },
    ]);
    expect(sentence).toContain("1 pair has no gain that counts.");
  });

  test("tests no pair of forks, nor a fork beside what it is a fork of", () => {
    const forked = models.map((model, i) => (i === 1 ? { ...model, fork: "a" } : model));
    const { pairs, caveats } = found([gains(0, 1, [0.9, 0.9]), gains(1, 2, [0.9, 0.9]), gains(0, 2, [0, 0])], forked);
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([["a", "c"]]);
    expect(caveats.at(-1)).toContain("b (a fork: shares trained weights with a, which counts for both)");
  });

  test("says that Bonferroni's bound is taken where correlations are not known", () => {
    const { pairs, caveats } = found([{ ...gains(0, 1, [0.06, 0.02]), correlations: null }]);
    expect(pairs[0]?.method).toBe("bound");
    expect(caveats.at(-1)).toContain("is not known of 1 pair; Bonferroni's bound is taken");
  });

  test("cannot be told where no gain counts, or there is no pair", () => {
    for (const some of [[], [gains(0, 1, [0.5, 0.9], [true, false, false])]]) {
      const none = found(some);
      expect(none.verdict).toBe("not testable");
      expect(none.sentence).toContain("cannot be told");
      expect(unwritable(none)).toEqual([]);
    }
    expect(regulariserFinding({ models: [], data: [] }, 0).verdict).toBe("not testable");
  });

  test("is the same for the same seed", () => {
    const some = [gains(0, 1, [0.02, 0.02])];
    expect(found(some)).toEqual(found(some));
  });
});
