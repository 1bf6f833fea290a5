import { describe, expect, test } from "vitest";
import { gatheredAxes } from "../../../../src/kernels/gathered-axes.js";
import { axisSources } from "../../../../src/onnx/permutation/axis-sources.js";
import { checkPermutations } from "../../../../src/onnx/permutation/check-permutations.js";
import { randomPermutations } from "../../../../src/onnx/permutation/random-permutations.js";
import type { Permutations, UnitClasses } from "../../../../src/onnx/permutation/unit-classes.js";
import { type WeightMatching, weightMatching } from "../../../../src/sides/functional/alignment/weight-matching.js";
import { gaussian } from "../../../kernels/matrices.js";
import { close } from "../../../support/close.js";
import { mlp, residualNet, transformer, unitNet } from "../../../support/unit-nets.js";

type Values = readonly Float32Array[];

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const NETS: readonly (readonly [string, UnitClasses])[] = [
  ["a multilayer perceptron", mlp(7, 20, 16, 12, 5)],
  [
    "convolutions on a residual stream",
    residualNet(
      [
        [4, 2],
        [6, 3],
      ],
      10,
    ),
  ],
  ["a transformer with heads", transformer(2, 24, 4)],
];

function randomValues({ parameters }: UnitClasses, seed: number): Values {
  return parameters.map(({ size }, p) => Float32Array.from(gaussian(1, size, 1000 * seed + p).data));
}

function moved(classes: UnitClasses, values: Values, permutations: Permutations): Values {
  const sources = axisSources(classes, permutations);
  return values.map((of, p) => gatheredAxes(of, classes.parameters[p]?.dims ?? [], sources[p] ?? []));
}

function noisy(values: Values, share: number, seed: number): Values {
  return values.map((of, p) => {
    const noise = gaussian(1, of.length, 77_000 + 1000 * seed + p).data;
    return of.map((value, i) => value + share * (noise[i] ?? 0));
  });
}

/** The objective by its definition: normalised, B moved, and multiplied. */
function objectiveOf(classes: UnitClasses, a: Values, b: Values, permutations: Permutations): number {
  const standing = new Set(classes.classes.flatMap(({ sites }) => sites.map(({ parameter }) => parameter)));
  const normal = (values: Float32Array, rank: number) => {
    const mean = rank > 1 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return Array.from(values, (value) => (spread === 0 ? 0 : (value - mean) / spread));
  };
  const other = moved(classes, b, permutations);
  let sum = 0;
  for (const p of standing) {
    const rank = classes.parameters[p]?.dims.length ?? 0;
    const [x, y] = [normal(a[p] ?? new Float32Array(), rank), normal(other[p] ?? new Float32Array(), rank)];
    sum += x.reduce((total, value, i) => total + value * (y[i] ?? 0), 0);
  }
  return sum;
}

/** Of 16 units after 6 inputs and before 10 units, unit 1 is unit 0 again, and units 2 and 3 are dead. */
function withEqualAndDead([weight, bias, next, ...others]: Values): Values {
  weight?.copyWithin(6, 0, 6).fill(0, 12, 24);
  bias?.copyWithin(1, 0, 1).fill(0, 2, 4);
  for (let row = 0; row < 160; row += 16) next?.copyWithin(row + 1, row, row + 1).fill(0, row + 2, row + 4);
  return [weight, bias, next, ...others].flatMap((of) => of ?? []);
}

/** What must hold of every result. */
function expectSound(classes: UnitClasses, a: Values, b: Values, result: WeightMatching): void {
  checkPermutations("the result", classes, result.permutations);
  close(result.objective, objectiveOf(classes, a, b, result.permutations), 1e-5);
  expect(result.objective).toBeGreaterThanOrEqual(result.unmatched);
  expect(result.objective).toBeLessThanOrEqual(result.bound * (1 + 1e-6));
  expect(result.sweeps).toBeLessThanOrEqual(50);
}

describe.each(NETS)("weightMatching of %s", (_name, classes) => {
  test.each(SEEDS)("recovers a shuffled copy, seed %i", (seed) => {
    const a = randomValues(classes, seed);
    const b = moved(classes, a, randomPermutations(classes, seed));
    const result = weightMatching(classes, a, b, { seed });
    expect(moved(classes, b, result.permutations)).toEqual(a);
    close(result.objective, result.bound, 1e-9);
    expectSound(classes, a, b, result);
  });

  test.each(SEEDS)("recovers it under 10 %% noise, seed %i", (seed) => {
    const a = randomValues(classes, seed);
    const order = randomPermutations(classes, seed);
    const result = weightMatching(classes, a, noisy(moved(classes, a, order), 0.1, seed), { seed });
    expect(moved(classes, moved(classes, a, order), result.permutations)).toEqual(a);
  });

  test.each([1, 2, 3])(
    "betters unrelated weights soundly, and no single pair of units can better it, seed %i",
    (seed) => {
      const [a, b] = [randomValues(classes, seed), randomValues(classes, 500 + seed)];
      const result = weightMatching(classes, a, b, { seed, starts: 3 });
      expectSound(classes, a, b, result);
      expect(result.objective).toBeGreaterThan(result.unmatched);
      for (const [c, order] of result.permutations.entries()) {
        if (classes.classes.some(({ block }) => block?.of === c)) continue;
        for (let i = 1; i < order.length; i++) {
          const members = classes.classes[c]?.block?.members;
          if (members !== undefined && members[i] !== members[i - 1]) continue;
          const swapped = order.slice();
          [swapped[i - 1], swapped[i]] = [order[i] ?? 0, order[i - 1] ?? 0];
          const other = result.permutations.map((of, k) => (k === c ? swapped : of));
          expect(objectiveOf(classes, a, b, other)).toBeLessThanOrEqual(result.objective * (1 + 1e-6));
        }
      }
    },
  );
});

describe("weightMatching", () => {
  test("takes equal and dead units in any order", () => {
    const classes = mlp(6, 16, 10, 4);
    const a = withEqualAndDead(randomValues(classes, 3));
    for (const seed of SEEDS) {
      const b = moved(classes, a, randomPermutations(classes, seed));
      expect(moved(classes, b, weightMatching(classes, a, b, { seed }).permutations)).toEqual(a);
    }
  });

  test("is sound where a class stands along both axes of a parameter", () => {
    const net = unitNet();
    const [units, square, vector] = [net.units(18), net.parameter(18, 18), net.parameter(18)];
    net.stand(units, square, { axis: 0 });
    net.stand(units, square, { axis: 1 });
    net.stand(units, vector, { axis: 0 });
    const classes = net.classes();
    for (const seed of SEEDS) {
      const a = randomValues(classes, seed);
      const b = moved(classes, a, randomPermutations(classes, seed));
      const objectives: number[] = [];
      const result = weightMatching(classes, a, b, { seed }, ({ objective }) => objectives.push(objective));
      expectSound(classes, a, b, result);
      expect(moved(classes, b, result.permutations)).toEqual(a);
      const unrelated = randomValues(classes, 900 + seed);
      expectSound(classes, a, unrelated, weightMatching(classes, a, unrelated, { seed, starts: 2 }));
    }
  });

  test("never falls within a descent, and tells of each step", () => {
    const [, classes] = NETS[2] ?? NETS[0] ?? ["", mlp(1)];
    const [a, b] = [randomValues(classes, 1), randomValues(classes, 2)];
    const steps: { readonly start: string; readonly objective: number }[] = [];
    const result = weightMatching(classes, a, b, { starts: 2 }, (step) => steps.push(step));
    expect([...new Set(steps.map(({ start }) => start))]).toEqual(["identity", "signature", "random 1", "random 2"]);
    for (const [k, { start, objective }] of steps.entries())
      if (steps[k - 1]?.start === start) expect(objective).toBeGreaterThanOrEqual(steps[k - 1]?.objective ?? 0);
    expect(Math.max(...steps.map(({ objective }) => objective))).toBe(result.objective);
  });

  test("is the same for the same seed, and stops where a step throws", () => {
    const [, classes] = NETS[1] ?? NETS[0] ?? ["", mlp(1)];
    const [a, b] = [randomValues(classes, 1), randomValues(classes, 2)];
    const options = { starts: 2, seed: 9 };
    expect(weightMatching(classes, a, b, options)).toEqual(weightMatching(classes, a, b, options));
    expect(() =>
      weightMatching(classes, a, b, options, () => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
  });

  test("a network matches itself as it is, constant vectors and all", () => {
    const [, classes] = NETS[0] ?? ["", mlp(1)];
    const a = randomValues(classes, 4);
    a[1]?.fill(0.1);
    const result = weightMatching(classes, a, a);
    expect(result.start).toBe("identity");
    expect(result.permutations.every((order) => order.every((unit, i) => unit === i))).toBe(true);
  });

  test("does not look at the scale of a parameter", () => {
    const [, classes] = NETS[0] ?? ["", mlp(1)];
    const [a, b] = [randomValues(classes, 1), randomValues(classes, 2)];
    const scaled = b.map((of, p) => of.map((value) => value * 2 ** p));
    expect(weightMatching(classes, a, scaled, { starts: 1 })).toEqual(weightMatching(classes, a, b, { starts: 1 }));
  });

  test.each([{ starts: -1 }, { starts: 1.5 }, { maxSweeps: Number.NaN }])("refuses %j", (options) => {
    const classes = mlp(3, 4, 2);
    const a = randomValues(classes, 1);
    expect(() => weightMatching(classes, a, a, options)).toThrow(/expected an integer of at least 0/);
  });

  test("refuses values that do not fit or are no numbers, by name", () => {
    const classes = mlp(3, 4, 2);
    const a = randomValues(classes, 1);
    const short = a.map((of, p) => (p === 0 ? of.subarray(1) : of));
    const holed = a.map((of, p) => (p === 1 ? of.map((value, i) => (i === 2 ? Number.NaN : value)) : of));
    expect(() => weightMatching(classes, a, short)).toThrow(
      new RangeError('weightMatching: parameter 0 ("p0") of B has 11 values, expected 12'),
    );
    expect(() => weightMatching(classes, holed, a)).toThrow(
      new RangeError('weightMatching: parameter 1 ("p1") of A: element 2 is NaN, expected a finite number'),
    );
    // The bias of the output has no units: nothing is wanted of it.
    expect(() => weightMatching(classes, a.slice(0, 3), a.slice(0, 3))).not.toThrow();
  });
});
