import { describe, expect, test } from "vitest";
import { centred } from "../../../src/kernels/centred.js";
import { rowAlignments } from "../../../src/kernels/row-alignments.js";
import { alignedLayer, alignedProducts, productsWithout } from "../../../src/measures/ucentred/aligned-layers.js";
import { cubes } from "../../../src/measures/ucentred/cubes.js";
import { factored } from "../../../src/measures/ucentred/factored.js";
import { uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveGram, naiveUCentred, rowSums, without } from "./brute-force.js";
import { HARD } from "./representations.js";

const N = 24;
const inputs = [gaussian(N, 3, 1), gaussian(N, 8, 2)];
const layers = inputs.map((x) => factored(centred(x), "float64"));
const alignments = rowAlignments(layers.map(({ factor }) => factor));
/** The layers as `factored` scales them. */
const units = layers.map(({ factor }) => build(N, factor.columns - 2, (i, j) => at(factor, i, j)));
const whole = units.map((xc) => naiveUCentred(naiveGram(xc)));

test("alignedProducts are the row sums of the entrywise product", () => {
  const [a, b] = whole;
  if (a === undefined || b === undefined) throw new Error("two layers");
  closeAll(alignedProducts(alignments, layers, 0, 1), rowSums(entrywise(a, b)), 1e-10);
  closeAll(alignedProducts(alignments, layers, 1, 1), rowSums(entrywise(b, b)), 1e-10);
});

describe.each([0, 1])("alignedLayer %d", (k) => {
  const layer = alignedLayer(alignments, layers, k);
  const [unit, a] = [units[k] ?? gaussian(1, 1, 0), whole[k] ?? gaussian(1, 1, 0)];

  test("knows ⟨A,A⟩ with all examples and without each", () => {
    close(layer.self, frobenius(a, a), 1e-11);
    const rest = Array.from({ length: N }, (_, i) => {
      const other = naiveUCentred(naiveGram(without(unit, i)));
      return frobenius(other, other);
    });
    closeAll(layer.selfWithout, rest, 1e-9);
  });

  test("knows the sums of third order", () => {
    const expected = cubes(uCentred(unit), unit);
    close(layer.cubes.entries, expected.entries, 1e-8);
    close(layer.cubes.trace, expected.trace, 1e-8);
  });

  test("is sound", () => expect([layer.isSound, layer.vanishes]).toEqual([true, false]));
});

test.each(["with one row a thousand times the others", "with two rows a hundred times the others"])(
  "a representation %s is not sound: its sums would lose their digits",
  (name) => {
    const hard = factored(centred(HARD[name]?.(N, 3) ?? gaussian(N, 3, 0)), "float64");
    expect(alignedLayer(rowAlignments([hard.factor]), [hard], 0).isSound).toBe(false);
  },
);

test("a representation of which one example alone differs vanishes", () => {
  const single = factored(centred(build(N, 2, (i, j) => (i === 3 ? j + 1 : 0))), "float64");
  expect(alignedLayer(rowAlignments([single.factor]), [single], 0).vanishes).toBe(true);
});

test("productsWithout leaves each example out of a sum over pairs", () => {
  const [a, b] = whole;
  if (a === undefined || b === undefined) throw new Error("two layers");
  const rest = Array.from({ length: N }, (_, i) => {
    const [x, y] = units.map((unit) => naiveUCentred(naiveGram(without(unit, i))));
    return frobenius(x ?? a, y ?? b);
  });
  closeAll(productsWithout(Float64Array.from(rowSums(entrywise(a, b)))), rest, 1e-9);
  expect(at(a, 0, 0)).toBe(0);
});
