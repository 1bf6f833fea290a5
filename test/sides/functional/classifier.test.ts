import { describe, expect, test } from "vitest";
import { firstDifference } from "../../../src/sides/functional/classifier.js";

describe("firstDifference", () => {
  test("is null for the same names in the same order, letter case and blanks around them aside", () => {
    expect(firstDifference(["Cat", " dog", "Éclair"], ["cat", "Dog\t", "éclair"])).toBeNull();
    expect(firstDifference([], [])).toBeNull();
  });

  test("is the first place at which they part", () => {
    expect(firstDifference(["cat", "dog", "frog"], ["cat", "frog", "dog"])).toBe(1);
    expect(firstDifference(["ice cream"], ["icecream"])).toBe(0);
  });

  test("is where the shorter list ends", () => {
    expect(firstDifference(["cat", "dog"], ["cat"])).toBe(1);
    expect(firstDifference(["cat"], ["cat", "dog"])).toBe(1);
    expect(firstDifference([], ["cat"])).toBe(0);
  });
});
