import { describe, expect, test } from "vitest";
import { MEASURES } from "../../src/measures/table.js";
import { pathPoints, settingsOf, sweepLevels } from "../../src/study/settings.js";

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

describe("pathPoints", () => {
  test("takes an odd number of points from 3 to 101, 11 unless given", () => {
    expect([pathPoints(), pathPoints(3), pathPoints(101)]).toEqual([11, 3, 101]);
    for (const points of [1, 2, 12, 103, 2.5, Number.NaN])
      expect(() => pathPoints(points)).toThrow(
        new RangeError(`points: ${points}; expected an odd number from 3 to 101, so that halfway is among them`),
      );
  });
});

describe("settingsOf", () => {
  test("fills in the defaults", () => {
    expect(settingsOf({ data: "x", threads: 2 })).toEqual({
      measures: ["cka"],
      layers: { a: ["auto"], b: ["auto"] },
      pool: "mean",
      levels: sweepLevels(),
      connect: "repaired",
      align: "activations",
      ...{ prune: "global", keepHead: false, leaveDense: false, sweepMeasures: ["cka"] },
      ...{ probe: false, calibrateTemperature: false },
      points: 11,
      connectLimit: null,
      threads: 2,
      memory: 1e9,
      seed: 0,
    });
  });

  test("always measures cka, first", () => {
    expect(settingsOf({ data: "x", measures: ["procrustes"] }).measures).toEqual(["cka", "procrustes"]);
    expect(settingsOf({ data: "x", measures: ["all"] }).measures).toEqual(Object.keys(MEASURES));
  });

  test("refuses an unknown path, and limits of no examples", () => {
    expect(() => settingsOf({ data: "x", connect: "straight" as "naive" })).toThrow(
      new RangeError("connect: unknown straight, expected one of: none, naive, aligned, repaired"),
    );
    expect(() => settingsOf({ data: "x", align: "names" as "weights" })).toThrow(
      new RangeError("align: unknown names, expected one of: weights, activations"),
    );
    for (const connectLimit of [0, 1.5, -3])
      expect(() => settingsOf({ data: "x", connectLimit })).toThrow(
        new RangeError(`connectLimit: ${connectLimit}; expected a whole number of examples above 0`),
      );
    expect(settingsOf({ data: "x", connect: "none", connectLimit: 5 })).toMatchObject({
      connect: "none",
      connectLimit: 5,
    });
  });

  test("refuses a memory of nothing, before any file is opened", () => {
    for (const memory of [0, -1, Number.NaN])
      expect(() => settingsOf({ data: "x", memory })).toThrow(
        new RangeError(`memory: ${memory}; expected a number of bytes above 0`),
      );
    expect(settingsOf({ data: "x", memory: 5e8 }).memory).toBe(5e8);
  });

  test("refuses an unknown measure, listing the known ones", () => {
    expect(() => settingsOf({ data: "x", measures: ["ckaa"] })).toThrow("unknown measure ckaa, expected one of: cka, ");
  });
});
