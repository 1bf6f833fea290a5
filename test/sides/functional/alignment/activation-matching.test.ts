import { describe, expect, test } from "vitest";
import { correlationSums, correlations } from "../../../../src/kernels/correlation-sums.js";
import { checkPermutations } from "../../../../src/onnx/permutation/check-permutations.js";
import { randomPermutations } from "../../../../src/onnx/permutation/random-permutations.js";
import { activationMatching } from "../../../../src/sides/functional/alignment/activation-matching.js";
import { at, build, gaussian } from "../../../kernels/matrices.js";
import { mlp, unitNet } from "../../../support/unit-nets.js";

/** Heads with two classes of members, and units of their own. */
function classesWithHeads() {
  const net = unitNet();
  const head = net.units(3);
  net.units(12, head);
  net.units(6, head);
  net.units(10);
  return net.classes();
}

describe("activationMatching", () => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed))("undoes a shuffle of what units do, seed %i", (seed) => {
    const classes = classesWithHeads();
    const order = randomPermutations(classes, seed);
    const given = classes.classes.map(({ size }, c) => {
      // Heads cannot be watched: their members must tell.
      if (c === 0) return null;
      const a = gaussian(200, size, 100 * seed + c);
      const noise = gaussian(200, size, 100 * seed + 50 + c);
      const b = build(200, size, (i, j) => 3 * at(a, i, order[c]?.[j] ?? 0) + at(noise, i, j) + 7);
      return correlations(correlationSums(a, b)).data;
    });
    const found = activationMatching(classes, given);
    checkPermutations("found", classes, found);
    for (const [c, permutation] of found.entries())
      expect(Array.from(permutation, (unit) => order[c]?.[unit])).toEqual(Array.from(permutation, (_, i) => i));
  });

  test("leaves alone what cannot be watched", () => {
    const found = activationMatching(classesWithHeads(), [null, null, null, null]);
    for (const permutation of found) expect([...permutation]).toEqual(Array.from(permutation, (_, i) => i));
  });

  test("refuses what does not fit, by name", () => {
    const classes = mlp(2, 2, 2);
    expect(() => activationMatching(classes, [])).toThrow(
      new RangeError("activationMatching: correlations of 0 classes, expected 1"),
    );
    expect(() => activationMatching(classes, [new Float64Array(3)])).toThrow(
      new RangeError("activationMatching: class 0 has 3 correlations, expected 2 units × 2"),
    );
    expect(() => activationMatching(classes, [Float64Array.of(0, 0, Number.NaN, 0)])).toThrow(
      "class 0: the correlation of unit 1 of A with unit 0 of B is NaN, expected a finite number",
    );
  });
});
