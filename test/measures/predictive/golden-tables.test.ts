import { describe, expect, test } from "vitest";
import { classAgreement } from "../../../src/measures/predictive/class-agreement.js";
import { disputedExamples } from "../../../src/measures/predictive/disputed-examples.js";
import { mutualConfusion } from "../../../src/measures/predictive/mutual-confusion.js";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { temperatureOf } from "../../../src/measures/predictive/temperature.js";
import given from "../../golden/predictive.json" with { type: "json" };
import golden from "../../golden/predictive-tables.json" with { type: "json" };

/** The same value with every number rounded to 12 decimals. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === "number" ? Number(inner.toFixed(12)) : inner)),
  );
}

describe.each(golden.cases)("the independent implementation, $name", ({ name, ...expected }) => {
  const source = given.cases.find((one) => one.name === name);
  if (source === undefined) throw new Error(`no case ${name}`);
  const model = (data: readonly number[]) =>
    predictions({ rows: source.labels.length, columns: source.classes, data: Float64Array.from(data) });
  const [a, b, labels] = [model(source.a), model(source.b), Int32Array.from(source.labels)];

  test("agrees class by class", () => {
    expect(rounded(classAgreement(a, b, labels))).toEqual(rounded(expected.byLabel));
    expect(rounded(classAgreement(a, b, null))).toEqual(rounded(expected.byPrediction));
  });

  test("gives the same confusion", () => {
    expect(mutualConfusion(a, b)).toEqual(expected.confusion);
  });

  test("disputes the same examples", () => {
    const found = disputedExamples(a, b, 10);
    expect(found).toHaveLength(expected.disputed.length);
    // Divergences that are equal but for rounding may stand in either order.
    const key = ({ jsd, index }: { jsd: number; index: number }) =>
      `${jsd.toFixed(10)} ${String(index).padStart(4, "0")}`;
    const sorted = <T extends { jsd: number; index: number }>(list: readonly T[]) =>
      [...list].sort((x, y) => (key(x) < key(y) ? -1 : 1));
    expect(rounded(sorted(found))).toEqual(rounded(sorted(expected.disputed)));
  });

  test("finds the same temperatures to 1e-10", () => {
    for (const [logits, of] of [
      [a.logits, expected.temperature.a],
      [b.logits, expected.temperature.b],
    ] as const) {
      const { temperature, reason } = temperatureOf(logits, labels);
      expect(temperature === null).toBe(of === null);
      expect(reason === null).toBe(of !== null);
      expect(Math.abs((temperature ?? 1) / (of ?? 1) - 1)).toBeLessThan(1e-10);
    }
  });
});
