import { describe, expect, test } from "vitest";
import { settingsOf, sweepLevels } from "../../src/study/compare-options.js";

describe("sweepLevels", () => {
  test("sorts, drops repetitions and adds 0", () => {
    expect(sweepLevels([0.9, 0.5, 0.9])).toEqual([0, 0.5, 0.9]);
    expect(sweepLevels([])).toEqual([0]);
    expect(sweepLevels()).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]);
  });

  test("refuses a level outside [0, 1)", () => {
    for (const level of [1, 1.2, -0.1, Number.NaN])
      expect(() => sweepLevels([level])).toThrow(`levels: ${level} is not in [0, 1)`);
  });
});

describe("settingsOf", () => {
  test("fills in the defaults", () => {
    expect(settingsOf({ data: "x", threads: 2 })).toEqual({
      measures: ["cka"],
      layers: { a: ["auto"], b: ["auto"] },
      pool: "mean",
      levels: sweepLevels(),
      threads: 2,
      seed: 0,
    });
  });

  test("always measures cka, first", () => {
    expect(settingsOf({ data: "x", measures: ["procrustes"] }).measures).toEqual(["cka", "procrustes"]);
    expect(settingsOf({ data: "x", measures: ["all"] }).measures).toEqual([
      "cka",
      "cka-biased",
      "procrustes",
      "angular",
    ]);
  });

  test("refuses an unknown measure, listing the known ones", () => {
    expect(() => settingsOf({ data: "x", measures: ["ckaa"] })).toThrow("unknown measure ckaa, expected one of: cka, ");
  });
});
