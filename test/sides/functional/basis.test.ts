import { describe, expect, test } from "vitest";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { basisOf, type Probed } from "../../../src/sides/functional/basis.js";
import { functionalSide } from "../../../src/sides/functional/functional-side.js";
import type { ModelPredictions } from "../../../src/sides/functional/predictive-pair.js";

function model(n: number, classes: number, labels: Int32Array | null): ModelPredictions {
  const data = Float64Array.from({ length: n * classes }, (_, at) => ((at * 7) % 5) + (at % classes === 0 ? 4 : 0));
  const reason = labels === null ? "its classes are others" : null;
  return {
    predictions: predictions({ rows: n, columns: classes, data }),
    classifier: { name: "net", outputs: classes, classNames: null, reason: null },
    usable: { labels, reason, assumption: null, classNames: null },
  };
}

const labels = Int32Array.of(0, 0, 1, 0);
const half = Int32Array.of(0, 1);
const head = {
  ...{ mean: new Float64Array(1), weights: { rows: 1, columns: 2, data: new Float64Array(2) } },
  ...{ intercept: new Float64Array(2), penalty: 0.1, chosenOn: 1, converged: true },
};
const probe: Probed = {
  ...{ a: model(2, 2, half), b: model(2, 2, half) },
  ...{ heads: { a: head, b: { ...head, penalty: 0.01 } }, examples: Uint32Array.of(1, 3), nFitted: 2 },
};
const own = model(4, 3, labels);
const other = model(4, 5, null);

describe("basisOf", () => {
  test.each([
    ["two that may be scored", { a: own, b: own, probe }, "own"],
    ["different classes", { a: own, b: other, probe }, "probe"],
    ["one that may not be scored", { a: own, b: model(4, 3, null), probe }, "probe"],
    ["no probe", { a: own, b: other, probe: "not asked for" }, "own"],
  ] as const)("%s", (_, acting, name) => {
    expect(basisOf(acting).name).toBe(name);
  });
});

describe("functionalSide with a probe", () => {
  const none = { connectivity: null, reason: "other architectures" };
  const settings = { n: 4, seed: 0, calibrateTemperature: false };

  test("rests on it where the models' own classes differ, and names the examples by their places in the data", () => {
    const { value, reasons } = functionalSide({ a: own, b: other, probe }, none, settings);
    expect(value).toMatchObject({ basis: "probe", n: 2, accuracy: value.probe?.accuracy });
    expect(value.predictive).toEqual(value.probe?.predictive);
    expect(value.probe).toMatchObject({ n: 2, nFitted: 2, classes: 2, nChosen: 1, penalty: { a: 0.1, b: 0.01 } });
    expect(reasons.predictive).toBeUndefined();
    for (const { index } of value.disputed ?? []) expect([1, 3]).toContain(index);
  });

  test("stands beside what the models predict by themselves", () => {
    const { value, reasons } = functionalSide({ a: own, b: own, probe }, none, settings);
    expect(value).toMatchObject({ basis: "own", n: 4 });
    expect(value.probe?.n).toBe(2);
    expect(reasons.probe).toBeUndefined();
    expect(functionalSide({ a: own, b: own, probe: "not asked for" }, none, settings).reasons.probe).toBe(
      "not asked for",
    );
  });
});
