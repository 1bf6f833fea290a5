import { expect, test } from "vitest";
import { labelWarnings, temperatureWarnings } from "../../src/study/warnings.js";

const usable = (said: { readonly assumption?: string; readonly misfit?: string }) => ({
  ...{ labels: null, reason: "why", assumption: null, classNames: null },
  ...said,
});

test("labelWarnings say what was taken for granted, and where classes do not fit unless a probe is fitted", () => {
  const all = [usable({ assumption: "taken" }), usable({}), usable({ misfit: "others" })];
  expect(labelWarnings(all, false)).toEqual(["taken", "others"]);
  expect(labelWarnings(all, true)).toEqual(["taken"]);
});

test("temperatureWarnings name the data without labels, where temperatures were asked for", () => {
  const datasets = [
    { name: "bare", labels: null },
    { name: "labelled", labels: Int32Array.of(0, 1) },
  ];
  const said = ["no temperatures are calibrated on bare: it has no labels"];
  expect(temperatureWarnings(datasets, { calibrateTemperature: true })).toEqual(said);
  expect(temperatureWarnings(datasets, { calibrateTemperature: false })).toEqual([]);
});
