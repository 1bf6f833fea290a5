import { describe, expect, test } from "vitest";
import { jsd } from "../../../src/measures/predictive/jsd.js";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { calibratedTemperatures } from "../../../src/sides/functional/calibrated-temperatures.js";
import type { PredictivePair } from "../../../src/sides/functional/predictive-pair.js";
import { gaussian } from "../../kernels/matrices.js";

const [N, C] = [400, 4];
const labels = Int32Array.from({ length: N }, (_, i) => i % C);
/** Logits that are right on average: of the label two higher, plus noise. */
const noise = gaussian(N, C, 4);
const honest = noise.data.map((value, at) => value + (at % C === labels[Math.floor(at / C)] ? 1 : 0));

function pair(scale: number, of: Int32Array | null = labels): PredictivePair {
  const model = (factor: number) => predictions({ rows: N, columns: C, data: honest.map((value) => factor * value) });
  return { a: model(1), b: model(scale), labels: of, whyNoLabels: "no labels", classNames: null, examples: null };
}

describe("calibratedTemperatures", () => {
  test("take away what only the scale of the logits makes, on examples that they were not fitted on", () => {
    const { a, b } = pair(20);
    expect(jsd(a, b).score).toBeGreaterThan(0.05);
    const { value, reasons } = calibratedTemperatures(pair(20), 3);
    expect((value?.b ?? 0) / (value?.a ?? 1)).toBeCloseTo(20, 9);
    expect(value?.jsd.score).toBeLessThan(1e-12);
    expect(value).toMatchObject({ n: 200, nFitted: 200 });
    expect(reasons).toEqual({});
  });

  test("say why there are none", () => {
    expect(calibratedTemperatures("other classes", 0)).toEqual({
      value: null,
      reasons: { temperature: "other classes" },
    });
    expect(calibratedTemperatures(pair(1, null), 0).reasons).toEqual({ temperature: "no labels" });
    const alone = { ...pair(1), labels: Int32Array.from({ length: N }, (_, i) => i) };
    expect(calibratedTemperatures(alone, 0).reasons).toEqual({ temperature: "a half of the examples is none" });
  });

  test("are null for a model that is always right, and the divergence with them", () => {
    const sure = predictions({
      rows: N,
      columns: C,
      data: honest.map((_, at) => Number(at % C === labels[Math.floor(at / C)])),
    });
    const { value, reasons } = calibratedTemperatures({ ...pair(1), b: sure }, 0);
    expect(value).toMatchObject({ b: null, jsd: { score: null, chance: null, interval: null } });
    expect(value?.a).toBeGreaterThan(0);
    expect(reasons["temperature.b"]).toMatch(/^every label has the largest logit/);
    expect(reasons["temperature.jsd.score"]).toBe("a temperature is not defined");
  });
});
