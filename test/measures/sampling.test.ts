import { describe, expect, test } from "vitest";
import { permutationCount, samplingOf, subsampleCount } from "../../src/measures/sampling.js";

describe("sampling", () => {
  test("has defaults", () => {
    expect(samplingOf("rsa", {})).toEqual({ seed: 0, permutations: null, subsamples: null });
  });

  test("takes 200 permutations, 20 where they cost much, or as many as are asked for", () => {
    const counts = (permutations?: number) =>
      [false, true].map((costly) => permutationCount(samplingOf("rsa", { permutations }), costly));
    expect(counts()).toEqual([200, 20]);
    expect(counts(50)).toEqual([50, 50]);
    expect([false, true].map((costly) => subsampleCount(samplingOf("cca", {}), costly))).toEqual([100, 20]);
    expect(subsampleCount(samplingOf("cca", { subsamples: 7 }), true)).toBe(7);
  });

  test("refuses what is no number of things, by the measure's name", () => {
    expect(() => samplingOf("rsa", { subsamples: 1 })).toThrow(
      new RangeError("rsa: subsamples is 1, expected a whole number of at least 2"),
    );
    expect(() => samplingOf("rsa", { seed: -1 })).toThrow("rsa: seed is -1");
    expect(() => samplingOf("rsa", { permutations: 2.5 })).toThrow("rsa: permutations is 2.5");
  });
});
