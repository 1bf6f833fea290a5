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

  test("takes names for lists of synonyms, of which one in common is enough", () => {
    const keras = ["tench", "great_white_shark", "crane"];
    const hub = ["tench, Tinca tinca", "great white shark, white shark, man-eater", "crane"];
    expect(firstDifference(keras, hub)).toBeNull();
    expect(firstDifference(hub, keras)).toBeNull();
    expect(firstDifference(["shark"], ["great white shark, white shark"])).toBe(0);
    expect(firstDifference([","], [", ,"])).toBe(0);
  });

  test("does not set words against WordNet's numbers, which say nothing of each other", () => {
    expect(firstDifference(["n01440764", "n01443537"], ["tench", "goldfish"])).toBeNull();
    expect(firstDifference(["n01440764", "goldfish"], ["tench", "goldfish"])).toBe(0);
    expect(firstDifference(["n01440764"], ["n01443537"])).toBe(0);
    expect(firstDifference(["n01440764"], ["tench", "goldfish"])).toBe(0);
  });

  test("is where the shorter list ends", () => {
    expect(firstDifference(["cat", "dog"], ["cat"])).toBe(1);
    expect(firstDifference(["cat"], ["cat", "dog"])).toBe(1);
    expect(firstDifference([], ["cat"])).toBe(0);
  });
});
