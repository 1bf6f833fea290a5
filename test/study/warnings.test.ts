import { expect, test } from "vitest";
import { labelWarnings, pathWarnings, temperatureWarnings } from "../../src/study/warnings.js";

const usable = (said: { readonly assumption?: string; readonly misfit?: string }) => ({
  ...{ labels: null, reason: "why", assumption: null, classNames: null },
  ...said,
});

test("labelWarnings say what was taken for granted, and where classes do not fit unless a probe is fitted", () => {
  const all = [usable({ assumption: "taken" }), usable({}), usable({ misfit: "others" })];
  expect(labelWarnings(all, false)).toEqual(["taken", "others"]);
  expect(labelWarnings(all, true)).toEqual(["taken"]);
});

test("temperatureWarnings say where and why there are none, where temperatures were asked for", () => {
  const on = (name: string, reasons: Record<string, string>, calibrateTemperature = true) =>
    temperatureWarnings({ name, reasons }, { a: "net", b: "other" }, { calibrateTemperature });
  const bare = { "functional.temperature": "bare has no labels" };
  expect(on("bare", bare)).toEqual(["no temperatures are calibrated on bare: bare has no labels"]);
  expect(
    on("perfect", { "functional.temperature.b": "always right", "functional.temperature.jsd.score": "x" }),
  ).toEqual([
    "no temperature of other is calibrated on perfect, and JSD is of probabilities as they are: always right",
  ]);
  expect([on("bare", bare, false), on("fine", {})]).toEqual([[], []]);
});

test("a path that connectivity may not be of is told with its data", () => {
  const entry = { name: "x", reasons: { "functional.connectivity.lmcCurve": "the repaired path is left out" } };
  expect(pathWarnings(entry)).toEqual(["x: the repaired path is left out"]);
  expect(pathWarnings({ ...entry, reasons: {} })).toEqual([]);
});
