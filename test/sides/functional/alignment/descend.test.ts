import { describe, expect, test } from "vitest";
import { gatheredAxes } from "../../../../src/kernels/gathered-axes.js";
import { axisSources } from "../../../../src/onnx/permutation/axis-sources.js";
import { randomPermutations } from "../../../../src/onnx/permutation/random-permutations.js";
import { descend, objectiveAt } from "../../../../src/sides/functional/alignment/descend.js";
import { familiesOf, neighboursOf } from "../../../../src/sides/functional/alignment/families.js";
import { matchingProblem } from "../../../../src/sides/functional/alignment/matching-problem.js";
import { heldValues } from "../../../../src/sides/functional/alignment/parameter-values.js";
import { signaturePermutations } from "../../../../src/sides/functional/alignment/signature-permutations.js";
import { gaussian } from "../../../kernels/matrices.js";
import { close } from "../../../support/close.js";
import { mlp, residualNet, transformer, unitNet } from "../../../support/unit-nets.js";

const NETS = [
  ["layers", mlp(7, 20, 16, 12, 5)] as const,
  [
    "convolutions",
    residualNet(
      [
        [4, 2],
        [6, 3],
      ],
      10,
    ),
  ] as const,
  ["a transformer", transformer(2, 24, 4)] as const,
];

function planted(classes: (typeof NETS)[number][1], seed: number) {
  const a = classes.parameters.map(({ size }, p) => Float32Array.from(gaussian(1, size, 1000 * seed + p).data));
  const sources = axisSources(classes, randomPermutations(classes, seed));
  const b = a.map((of, p) => gatheredAxes(of, classes.parameters[p]?.dims ?? [], sources[p] ?? []));
  return matchingProblem(classes, heldValues(a), heldValues(b));
}

describe.each(NETS)("of %s", (_name, classes) => {
  const identity = classes.classes.map(({ size }) => Int32Array.from({ length: size }, (_, i) => i));

  test("a descent alone finds most planted permutations, from anywhere, and none is worse than its start", () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const problem = planted(classes, seed);
      const start = seed % 2 === 0 ? identity : randomPermutations(classes, seed + 50);
      const { objective, permutations } = descend(problem, start, seed, 50);
      expect(objective).toBeGreaterThanOrEqual(objectiveAt(problem, start));
      close(objectiveAt(problem, permutations), objective, 1e-12);
      if (objective > problem.bound * (1 - 1e-9)) found++;
    }
    expect(found).toBeGreaterThanOrEqual(14);
  });

  test("signatures alone find them all", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = planted(classes, seed);
      close(objectiveAt(problem, signaturePermutations(problem)), problem.bound, 1e-9);
    }
  });

  test("a descent from where it ended goes nowhere", () => {
    const [problem, other] = [planted(classes, 3), planted(classes, 4)];
    const unrelated = { ...problem, b: other.b };
    const { permutations, objective } = descend(unrelated, identity, 1, 50);
    const again = descend(unrelated, permutations, 2, 50);
    close(again.objective, objective, 1e-6);
    expect(again.sweeps).toBeLessThanOrEqual(2);
  });

  test("no more sweeps than asked for", () => {
    expect(descend(planted(classes, 3), identity, 1, 1).sweeps).toBe(1);
    expect(descend(planted(classes, 3), identity, 1, 0).permutations).toEqual(identity);
  });
});

describe("families", () => {
  test("hold blocks with their members", () => {
    // The stream, and in each block heads, keys, values and the hidden units.
    expect(familiesOf(transformer(2, 24, 4))).toEqual([[0], [1, 2, 3], [4], [5, 6, 7], [8]]);
  });

  test("are neighbours across the axes of a parameter", () => {
    const classes = transformer(2, 24, 4);
    const neighbours = neighboursOf(classes, familiesOf(classes)).map((of) => [...of].sort((a, b) => a - b));
    expect(neighbours).toEqual([[1, 2, 3, 4], [0], [0], [0], [0]]);
    expect(neighboursOf(mlp(3, 4, 5, 6, 7), [[0], [1], [2]]).map((of) => [...of])).toEqual([[1], [0, 2], [1]]);
  });

  test("are their own where they stand along two axes, and no neighbours along the same one", () => {
    const net = unitNet();
    const [a, b] = [net.units(2), net.units(3)];
    const [square, shared] = [net.parameter(2, 2), net.parameter(5)];
    net.stand(a, square, { axis: 0 });
    net.stand(a, square, { axis: 1 });
    net.stand(a, shared, { axis: 0 });
    net.stand(b, shared, { axis: 0, indices: Int32Array.of(2, 3, 4) });
    expect(neighboursOf(net.classes(), [[a], [b]]).map((of) => [...of])).toEqual([[0], []]);
  });
});
