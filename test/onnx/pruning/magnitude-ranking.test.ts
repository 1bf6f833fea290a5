import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { magnitudeRanking } from "../../../src/onnx/pruning/magnitude-ranking.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { modelBytes, type TensorSpec } from "../../support/onnx-builder.js";

function ranking(...weights: readonly TensorSpec[]) {
  const named = weights.map((weight, i) => ({ name: `w${i}`, ...weight }));
  const model = readModel(modelBytes({ weights: named, nodes: [["Identity", "w0", "y"]] }), "m");
  return magnitudeRanking(model, [...model.initializers.values()]);
}

/** By its definition: sort all magnitudes and look at the k-th. */
function bruteForce(values: readonly number[], k: number) {
  const sorted = values.map(Math.abs).sort((a, b) => a - b);
  const magnitude = sorted[k - 1] ?? 0;
  return { magnitude, ties: k - sorted.filter((value) => value < magnitude).length };
}

// Few distinct values, so that ties are common, beside any others.
const some = (float: fc.Arbitrary<number>) =>
  fc.array(fc.oneof(fc.constantFrom(0, -0, 1, -1, 1e-45, 3e38, 0.25), float), { minLength: 1, maxLength: 60 });
const floats = some(fc.float({ noNaN: true, noDefaultInfinity: true }));
const doubles = some(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: 1, max: 1 + 1e-9, noNaN: true })),
);

describe("magnitudeRanking", () => {
  test("cuts float32 tensors where sorting them would", () => {
    fc.assert(
      fc.property(floats, floats, fc.nat(), (a, b, pick) => {
        const all = [...a, ...b].map(Math.fround);
        const k = 1 + (pick % all.length);
        const ranked = ranking({ dims: [a.length], values: a }, { dims: [b.length], values: b, typed: true });
        expect(ranked.cut(k)).toEqual(bruteForce(all, k));
        expect(ranked.count).toBe(all.length);
      }),
    );
  });

  test("cuts float64 tensors exactly, also where many round to the same float32", () => {
    fc.assert(
      fc.property(doubles, fc.nat(), (values, pick) => {
        const k = 1 + (pick % values.length);
        expect(ranking({ type: "float64", dims: [values.length], values }).cut(k)).toEqual(bruteForce(values, k));
      }),
    );
  });

  test("a cut of none takes none, a cut of more than there are is an error", () => {
    const ranked = ranking({ dims: [2], values: [0, 1] });
    expect(ranked.cut(0)).toEqual({ magnitude: 0, ties: 0 });
    expect(() => ranked.cut(3)).toThrow("cut: there are 2 elements, fewer than 3");
  });
});
