import { describe, expect, test } from "vitest";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { connectivity } from "../../../src/sides/functional/connectivity.js";
import { type FunctionalSettings, functionalSide } from "../../../src/sides/functional/functional-side.js";
import type { ModelPredictions } from "../../../src/sides/functional/predictive-pair.js";

const NONE = { connectivity: null, reason: "different architectures" };
const labels = Int32Array.of(0, 1, 1);

function model(
  logits: number[][] | null,
  own: Int32Array | null = labels,
  classNames: readonly string[] | null = null,
): ModelPredictions {
  const matrix = logits && {
    rows: logits.length,
    columns: logits[0]?.length ?? 0,
    data: Float64Array.from(logits.flat()),
  };
  const usable = { labels: own, reason: own === null ? "there are none" : null, assumption: null, classNames };
  const reason = matrix === null ? "net has no logits" : null;
  const classifier = { name: "net", outputs: matrix?.columns ?? null, classNames, reason };
  return { predictions: matrix && predictions(matrix), classifier, usable };
}

const A = model([
  [9, 0],
  [0, 9],
  [0, 9],
]);
const B = model([
  [9, 0],
  [9, 0],
  [0, 9],
]);

const SETTINGS: FunctionalSettings = { n: 3, seed: 0, calibrateTemperature: false };

function side(a: ModelPredictions, b: ModelPredictions, connected: Parameters<typeof functionalSide>[1], seed: number) {
  return functionalSide({ a, b, probe: "not asked for" }, connected, { ...SETTINGS, seed });
}

describe("functionalSide", () => {
  test("gives accuracies and the six predictive measures", () => {
    const { value } = side(A, B, NONE, 0);
    expect(value.accuracy).toEqual({ a: 1, b: 2 / 3 });
    expect(Object.keys(value.predictive ?? {}).sort()).toEqual([
      "agreement",
      "disagreement",
      "errorConsistency",
      "jsd",
      "kappa",
      "sameError",
    ]);
    expect(value.predictive?.agreement.score).toBeCloseTo(2 / 3, 12);
  });

  test("hands connectivity on, with its reasons, or the reason why there is none", () => {
    const { value, reasons } = side(A, B, NONE, 0);
    expect(value.connectivity).toBeNull();
    expect(reasons.connectivity).toBe("different architectures");
    const points = [labels, labels].map((right) => ({ loss: 1, right }));
    const aligned = { points: null, note: null, reason: "not asked for" } as const;
    const path = { alphas: [0, 1], naive: points, aligned, repaired: aligned, nCalibration: 0 };
    const found = connectivity({ ...path, classes: 2, identical: false });
    const found2 = side(A, B, { connectivity: found, reason: null }, 0);
    expect(found2.value.connectivity).toBe(found);
    expect(found2.reasons["connectivity.aligned"]).toBe("not asked for");
    expect(found2.reasons.connectivity).toBeUndefined();
  });

  test("computes without labels what needs none", () => {
    const { value, reasons } = side(
      model(
        [
          [9, 0],
          [0, 9],
          [0, 9],
        ],
        null,
      ),
      B,
      NONE,
      0,
    );
    expect(value.accuracy).toEqual({ a: null, b: 2 / 3 });
    expect(reasons["accuracy.a"]).toBe("there are none");
    expect(value.predictive?.kappa.score).not.toBeNull();
    expect(value.predictive?.errorConsistency.score).toBeNull();
    expect(reasons["predictive.errorConsistency.score"]).toBe("there are none");
  });

  test("leaves predictive out where the two have other classes, or a model has no logits", () => {
    const three = model(
      [
        [9, 0, 0],
        [0, 9, 0],
        [0, 0, 9],
      ],
      null,
    );
    expect(side(A, three, NONE, 0).reasons.predictive).toBe("the models have 2 and 3 outputs: different classes");
    const silent = side(A, model(null, null), NONE, 0);
    expect(silent.value.predictive).toBeNull();
    expect(silent.reasons.predictive).toBe("net has no logits");
  });

  test("leaves predictive out where the names of the classes differ", () => {
    const logits = [
      [9, 0],
      [0, 9],
      [0, 9],
    ];
    const pets = model(logits, labels, ["cat", "dog"]);
    const others = model(logits, labels, ["cat", "frog"]);
    expect(side(pets, others, NONE, 0).reasons.predictive).toBe(
      'the models have different classes: class 1 is "dog" and "frog"',
    );
    expect(side(pets, A, NONE, 0).value.predictive).not.toBeNull();
  });
});
