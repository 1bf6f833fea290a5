import fc from "fast-check";
import { expect, test } from "vitest";
import { stratifiedSplit } from "../../../src/measures/probe/stratified-split.js";

const labels = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 80 })
  .map((list) => Int32Array.from(list));
const share = fc.constantFrom(0.2, 0.5);

test("every example is in one part, and each class in both where it has two examples", () => {
  fc.assert(
    fc.property(labels, share, fc.nat(), (of, part, seed) => {
      const { first, second } = stratifiedSplit(of, part, seed);
      expect([...first, ...second].sort((x, y) => x - y)).toEqual([...of.keys()]);
      const counts = (rows: Uint32Array, c: number) => rows.filter((row) => of[row] === c).length;
      for (const c of new Set(of)) {
        const all = of.filter((label) => label === c).length;
        expect(counts(first, c)).toBeGreaterThan(0);
        if (all > 1) expect(counts(second, c)).toBeGreaterThan(0);
      }
    }),
  );
});

test("the parts have the sizes asked for, class by class, to within one or two examples", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 1, maxLength: 8 }), share, (sizes, part) => {
      const of = Int32Array.from(sizes.flatMap((size, c) => Array.from({ length: size }, () => c)));
      const { second } = stratifiedSplit(of, part, 1);
      expect(Math.abs(second.length - part * of.length)).toBeLessThanOrEqual(1);
      for (const [c, size] of sizes.entries())
        expect(Math.abs(second.filter((row) => of[row] === c).length - part * size)).toBeLessThan(2);
    }),
  );
});

test("a seed decides, and each another", () => {
  const of = new Int32Array(50);
  expect(stratifiedSplit(of, 0.5, 3)).toEqual(stratifiedSplit(of, 0.5, 3));
  expect(stratifiedSplit(of, 0.5, 4)).not.toEqual(stratifiedSplit(of, 0.5, 3));
});
