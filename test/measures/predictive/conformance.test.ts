import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { permutation } from "../../../src/kernels/random.js";
import { type Predictions, predictions } from "../../../src/measures/predictive/predictions.js";
import type { PredictiveScore } from "../../../src/measures/predictive/predictive-score.js";
import { PREDICTIVE_MEASURES } from "../../../src/measures/predictive/table.js";
import { pairs, saying } from "./models.js";

const FIELDS = ["score", "chance", "interval"] as const;
const ROUNDING = 1e-12;

/** The same model with class c called order[c]. */
function relabelled({ logits }: Predictions, order: Uint32Array): Predictions {
  const { rows, columns } = logits;
  const data = new Float64Array(rows * columns);
  logits.data.forEach((logit, k) => {
    data[k - (k % columns) + (order[k % columns] ?? Number.NaN)] = logit;
  });
  return predictions({ rows, columns, data });
}

function numbers({ score, chance, interval }: PredictiveScore): (number | null)[] {
  return [score, chance, ...(interval ?? [null])];
}

function expectAlike(found: readonly (number | null)[], expected: readonly (number | null)[]): void {
  expect(found.map((value) => value === null)).toEqual(expected.map((value) => value === null));
  found.forEach((value, k) => {
    expect(Math.abs((value ?? 0) - (expected[k] ?? 0))).toBeLessThan(1e-9);
  });
}

describe("the table of predictive measures", () => {
  test("has one row a name", () => {
    const names = PREDICTIVE_MEASURES.map(({ name }) => name);
    expect(names).toEqual(["agreement", "disagreement", "jsd", "kappa", "errorConsistency", "sameError"]);
  });
});

describe.each(PREDICTIVE_MEASURES)("$name", ({ name, range: [least, most], symmetric, self, needs, measure }) => {
  test("gives numbers in its range, an interval around its score, and a reason for every null", () => {
    fc.assert(
      fc.property(pairs, ({ a, b, labels }) => {
        const result = measure(a, b, labels);
        for (const value of numbers(result).filter((value) => value !== null)) {
          expect(value).toBeGreaterThanOrEqual(least - ROUNDING);
          expect(value).toBeLessThanOrEqual(most + ROUNDING);
        }
        for (const field of FIELDS) if (result[field] === null) expect(result.reasons[field]).toMatch(/./);
        if (result.interval === null || result.score === null) return;
        expect(result.interval[0]).toBeLessThanOrEqual(result.score + ROUNDING);
        expect(result.interval[1]).toBeGreaterThanOrEqual(result.score - ROUNDING);
      }),
    );
  });

  test(`says the same of the models exchanged: ${symmetric}`, () => {
    const scoreAndInterval = (result: PredictiveScore) => numbers({ ...result, chance: null });
    fc.assert(
      fc.property(pairs, ({ a, b, labels }) => {
        expectAlike(scoreAndInterval(measure(a, b, labels)), scoreAndInterval(measure(b, a, labels)));
      }),
    );
  });

  test(`is ${self} for a model against itself, or null`, () => {
    fc.assert(
      fc.property(pairs, ({ a, labels }) => {
        expect([self, null]).toContain(measure(a, a, labels).score);
      }),
    );
  });

  test(`is ${self} for a model of several classes that errs, against itself`, () => {
    const a = saying([0, 1, 2, 0, 1, 2], 3);
    expect(measure(a, a, Int32Array.of(0, 1, 2, 2, 1, 1)).score).toBe(self);
  });

  test("does not change when the classes are named otherwise", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ a, b, labels, classes }, seed) => {
        const order = permutation(classes, seed);
        const renamed = labels.map((label) => order[label] ?? Number.NaN);
        const found = measure(relabelled(a, order), relabelled(b, order), renamed);
        expectAlike(numbers(found), numbers(measure(a, b, labels)));
      }),
    );
  });

  test("changes when the classes of one model are named otherwise", () => {
    const a = saying([0, 1, 2, 0, 1, 2, 0, 1], 3);
    const labels = Int32Array.of(0, 1, 2, 0, 1, 2, 1, 0);
    const renamed = relabelled(a, Uint32Array.of(1, 2, 0));
    expect(measure(a, renamed, labels).score).not.toBe(measure(a, a, labels).score);
  });

  test("takes one, two and three examples", () => {
    for (const classes of [[0], [0, 1], [0, 1, 0]]) {
      const [a, b] = [saying(classes, 2), saying([...classes].reverse(), 2)];
      const result = measure(a, b, Int32Array.from(classes));
      for (const field of FIELDS) if (result[field] === null) expect(result.reasons[field]).toMatch(/./);
      for (const value of numbers(result)) expect(value).not.toBeNaN();
    }
  });

  test(`without labels is ${needs === "labels" ? "null, and says so" : "the same"}`, () => {
    const [a, b] = [saying([0, 1, 2, 0], 3), saying([0, 1, 1, 0], 3)];
    const why = "no labels";
    const nothing = { score: null, chance: null, interval: null, reasons: { score: why, chance: why, interval: why } };
    const expected = needs === "labels" ? nothing : measure(a, b, Int32Array.of(0, 1, 2, 2));
    expect(measure(a, b, null)).toEqual(expected);
  });

  test("gives the same twice", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ a, b, labels }, seed) => {
        expect(measure(a, b, labels, { seed })).toEqual(measure(a, b, labels, { seed }));
      }),
      { numRuns: 10 },
    );
  });

  test("refuses different examples, different classes and no examples", () => {
    const a = saying([0, 1, 2], 3);
    expect(() => measure(a, saying([0, 1], 3), null)).toThrow(`${name}: a has 3 examples and b has 2`);
    expect(() => measure(a, saying([0, 1, 2], 4), null)).toThrow(`${name}: a has 3 classes and b has 4`);
    const none = saying([], 3);
    expect(() => measure(none, none, null)).toThrow(`${name}: a and b have 0 examples, expected at least 1`);
  });
});

describe.each(PREDICTIVE_MEASURES.filter(({ needs }) => needs === "labels"))("$name", ({ name, measure }) => {
  test("refuses labels of another number or of no class", () => {
    const a = saying([0, 1, 2], 3);
    expect(() => measure(a, a, Int32Array.of(0))).toThrow(`${name}: there are 1 labels for 3 examples`);
    const outside = `${name}: the label of example 1 is 3, expected a class in 0…2`;
    expect(() => measure(a, a, Int32Array.of(0, 3, 1))).toThrow(new RangeError(outside));
    expect(() => measure(a, a, Int32Array.of(0, 1, -1))).toThrow("the label of example 2 is -1");
  });
});
