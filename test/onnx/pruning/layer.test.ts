import fc from "fast-check";
import { expect, test } from "vitest";
import { prunedWeights, tensorChain, withSmallestZero } from "../../support/product-chain.js";

const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.5), fc.float({ noNaN: true, noDefaultInfinity: true }));
const values = (size: number) => fc.array(value, { minLength: size, maxLength: size });

test("each layer loses its own floor(s·N_l) smallest, ties by index", () => {
  fc.assert(
    fc.property(values(7), values(12), fc.integer({ min: 0, max: 99 }), (first, second, percent) => {
      const bytes = tensorChain({ dims: [1, 7], values: first }, { dims: [7, 2], values: [...second, 1, 1] });
      const expected = [first, [...second, 1, 1]].map((layer) =>
        withSmallestZero(layer, layer.map(Math.abs), Math.floor((percent * layer.length) / 100)).map(Math.abs),
      );
      const found = prunedWeights(bytes, "layer", percent / 100).map((layer) => layer.map(Math.abs));
      expect(found).toEqual(expected);
    }),
  );
});
