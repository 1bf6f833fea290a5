import fc from "fast-check";
import { expect, test } from "vitest";
import { prunedWeights, tensorChain, withSmallestZero } from "../../support/product-chain.js";

const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.5), fc.float({ noNaN: true, noDefaultInfinity: true }));
const values = (size: number) => fc.array(value, { minLength: size, maxLength: size });

test("layers of several types lose the floor(s·N) smallest of them all, ties in graph order", () => {
  fc.assert(
    fc.property(values(6), values(12), fc.integer({ min: 0, max: 99 }), (first, second, percent) => {
      // Doubles a little larger than floats stand between these.
      const doubles = second.map((double) => double * (1 + 1e-12));
      const bytes = tensorChain({ dims: [1, 6], values: first }, { dims: [6, 2], values: doubles, type: "float64" });
      const all = [...first, ...doubles];
      const expected = withSmallestZero(all, all.map(Math.abs), Math.floor((percent * 18) / 100));
      expect(
        prunedWeights(bytes, "global", percent / 100)
          .flat()
          .map(Math.abs),
      ).toEqual(expected.map(Math.abs));
    }),
  );
});
