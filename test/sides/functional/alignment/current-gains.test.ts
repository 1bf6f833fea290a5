import { describe, expect, test } from "vitest";
import { axisSources } from "../../../../src/onnx/permutation/axis-sources.js";
import { randomPermutations } from "../../../../src/onnx/permutation/random-permutations.js";
import type { Permutations, UnitClasses } from "../../../../src/onnx/permutation/unit-classes.js";
import { currentGains } from "../../../../src/sides/functional/alignment/current-gains.js";
import { noGains } from "../../../../src/sides/functional/alignment/gains-so-far.js";
import {
  type MatchingProblem,
  matchingProblem,
  similarity,
} from "../../../../src/sides/functional/alignment/matching-problem.js";
import { heldValues } from "../../../../src/sides/functional/alignment/parameter-values.js";
import { gaussian } from "../../../kernels/matrices.js";
import { close, closeAll } from "../../../support/close.js";
import { mlp, residualNet, transformer, unitNet } from "../../../support/unit-nets.js";

function problemOf(classes: UnitClasses): MatchingProblem {
  const values = (seed: number) =>
    classes.parameters.map(({ size }, p) => Float32Array.from(gaussian(1, size, seed + p).data));
  return matchingProblem(classes, heldValues(values(0)), heldValues(values(1000)));
}

/** The same units, but for those of some classes that move. */
function partly(from: Permutations, to: Permutations, moving: readonly number[]): Permutations {
  return from.map((order, c) => (moving.includes(c) ? (to[c] ?? order) : order));
}

function identity({ classes }: UnitClasses): Permutations {
  return classes.map(({ size }) => Int32Array.from({ length: size }, (_, i) => i));
}

/** Both axes of one parameter, an axis of which two classes share, and three axes. */
function crossing(): UnitClasses {
  const net = unitNet();
  const [a, b, c] = [net.units(6), net.units(5), net.units(4)];
  const [cube, square, shared] = [net.parameter(6, 5, 4), net.parameter(6, 6), net.parameter(9, 6)];
  net.stand(a, cube, { axis: 0 });
  net.stand(b, cube, { axis: 1 });
  net.stand(c, cube, { axis: 2 });
  net.stand(a, square, { axis: 0 });
  net.stand(a, square, { axis: 1 });
  net.stand(b, shared, { axis: 0, indices: Int32Array.of(8, 1, 2, 3, 4) });
  net.stand(c, shared, { axis: 0, indices: Int32Array.of(5, 6, 7, 0) });
  net.stand(a, shared, { axis: 1 });
  return net.classes();
}

const NETS: readonly (readonly [string, UnitClasses])[] = [
  ["layers", mlp(4, 9, 7, 3)],
  ["convolutions", residualNet([[4, 2]], 3)],
  ["heads", transformer(2, 12, 3)],
  ["crossing axes", crossing()],
];

describe.each(NETS)("currentGains of %s", (_name, classes) => {
  const problem = problemOf(classes);

  test("are the same from what was before as from nothing", () => {
    const soFar = noGains();
    let permutations = identity(classes);
    for (let round = 0; round < 12; round++) {
      const shuffled = randomPermutations(classes, round);
      const moving = classes.classes.flatMap((_, c) => ((round >> (c % 3)) % 2 === 0 ? [c] : []));
      permutations = round === 5 ? identity(classes) : partly(permutations, shuffled, moving);
      const sources = axisSources(classes, permutations);
      for (const c of classes.classes.keys())
        closeAll(currentGains(problem, c, sources, soFar), currentGains(problem, c, sources, noGains()), 1e-5);
    }
  });

  test("differ between two orders of a class as the objective does", () => {
    const permutations = randomPermutations(classes, 31);
    const objective = (of: Permutations) =>
      axisSources(classes, of).reduce((sum, sources, p) => sum + similarity(problem, p, sources), 0);
    for (const [c, { size, sites }] of classes.classes.entries()) {
      const axes = new Map(sites.map(({ parameter, axis }) => [parameter, axis]));
      // Gains of a class on two axes of one parameter are not the objective's.
      if (sites.some(({ parameter, axis }) => axes.get(parameter) !== axis)) continue;
      const gains = currentGains(problem, c, axisSources(classes, permutations), noGains());
      const total = (order: Int32Array | undefined) =>
        Array.from(order ?? []).reduce((sum, j, i) => sum + (gains[i * size + j] ?? 0), 0);
      const other = partly(permutations, randomPermutations(classes, 32), [c]);
      const difference = objective(other) - objective(permutations);
      expect(Math.abs(total(other[c]) - total(permutations[c]) - difference)).toBeLessThan(1e-4);
      if (sites.length > 0 && String(other[c]) !== String(permutations[c]))
        expect(Math.abs(difference)).toBeGreaterThan(1e-2);
    }
  });
});

test("classes for which there is no room are made anew", () => {
  const classes = mlp(4, 9, 7, 3);
  const soFar = { ...noGains(), room: 60 };
  const sources = axisSources(classes, identity(classes));
  currentGains(problemOf(classes), 0, sources, soFar);
  currentGains(problemOf(classes), 1, sources, soFar);
  expect([...soFar.memory.keys()]).toEqual([1]);
  close(soFar.room, 60 - 49, 0);
});

test("parameters of more than a million numbers are multiplied in parts that make up the whole", () => {
  const net = unitNet();
  const [units, inputs] = [net.units(2), net.units(3)];
  const weight = net.parameter(2, 3, 2 ** 19);
  net.stand(units, weight, { axis: 0 });
  net.stand(inputs, weight, { axis: 1 });
  const classes = net.classes();
  const values = (factor: number) => [Float32Array.from({ length: 6 * 2 ** 19 }, (_, at) => 1 + ((at * factor) % 11))];
  const problem = matchingProblem(classes, heldValues(values(7)), heldValues(values(8)));
  const soFar = noGains();
  for (const inputsOrder of [Int32Array.of(0, 1, 2), Int32Array.of(2, 1, 0)]) {
    const objective = (order: Int32Array) =>
      similarity(problem, weight, axisSources(classes, [order, inputsOrder])[weight] ?? []);
    const held = axisSources(classes, [Int32Array.of(0, 1), inputsOrder]);
    const [ii = 0, ij = 0, ji = 0, jj = 0] = currentGains(problem, units, held, soFar);
    close(ii + jj, objective(Int32Array.of(0, 1)), 1e-5);
    close(ij + ji, objective(Int32Array.of(1, 0)), 1e-5);
  }
});
