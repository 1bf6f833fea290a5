import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { productChain, prunedWeights, tensorChain, withSmallestZero } from "../../support/product-chain.js";

/** By its definition, one weight at a time. */
function lampScores(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => Math.abs(values[i] ?? 0) - Math.abs(values[j] ?? 0) || i - j);
  const scores = values.map(() => 0);
  let rest = 0;
  for (const i of order.toReversed()) {
    const square = (values[i] ?? 0) ** 2;
    rest += square;
    scores[i] = rest === 0 ? 0 : square / rest;
  }
  return scores;
}

// Few distinct values, so that ties within and between layers are common, beside any others and some far apart. Squares of
// such small whole numbers sum without rounding, so that scores which should be equal are.
const few = fc.constantFrom(0, 0, 1, -1, 2, 3);
const any = fc.oneof(few, fc.integer({ min: -4000, max: 4000 }));
const values = (of: fc.Arbitrary<number>, size: number) => fc.array(of, { minLength: size, maxLength: size });

function check(
  first: readonly number[],
  second: readonly number[],
  percent: number,
  type: "float32" | "float64",
): void {
  const all = [...first, ...second];
  const count = Math.floor((percent * all.length) / 100);
  const scores = [...lampScores(first), ...lampScores(second)];
  const expected = withSmallestZero(all, scores, count).map(Math.abs);
  const bytes = tensorChain(
    { dims: [1, first.length], values: first, type },
    { dims: [first.length, second.length / first.length], values: second, type },
  );
  expect(
    prunedWeights(bytes, "lamp", percent / 100)
      .flat()
      .map(Math.abs),
  ).toEqual(expected);
}

describe("lamp", () => {
  const level = fc.integer({ min: 0, max: 99 });

  test("zeroes the smallest scores of the whole model, among many ties and zeros", () => {
    fc.assert(fc.property(values(few, 6), values(few, 24), level, (a, b, s) => check(a, b, s, "float32")));
  });

  test("zeroes the smallest scores of the whole model, whatever the weights", () => {
    fc.assert(fc.property(values(any, 6), values(any, 24), level, (a, b, s) => check(a, b, s, "float32")));
    fc.assert(fc.property(values(any, 6), values(any, 24), level, (a, b, s) => check(a, b, s, "float64")));
  });

  test("keeps the last weight of each layer until the end, however small the layer's weights are", () => {
    const small = [Array.from({ length: 10 }, (_, i) => (i + 1) / 1e6)];
    const large = Array.from({ length: 10 }, (_, i) => [100 + i, 200 + i]);
    const [first, second] = prunedWeights(productChain(small, large), "lamp", 28 / 30);
    expect(first).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, Math.fround(1e-5)]);
    expect(second?.filter((weight) => weight !== 0)).toEqual([209]);
  });

  test("of equal weights the later ones stay, and no layer of them is lost whole", () => {
    const equal = (count: number) => [Array.from({ length: count }, () => 0.5)];
    const [first, second] = prunedWeights(productChain(equal(4), [[1], [2], [3], [4]]), "lamp", 0.5);
    expect(first).toEqual([0, 0, 0.5, 0.5]);
    expect(second).toEqual([0, 0, 3, 4]);
  });

  test("refuses doubles whose squares are no numbers", () => {
    const bytes = tensorChain({ dims: [1, 2], values: [1e300, 1], type: "float64" });
    expect(() => prunedWeights(bytes, "lamp", 0.5)).toThrow(
      'm: weight "w0" of MatMul "x1" holds numbers beyond 3.4e38',
    );
  });
});
