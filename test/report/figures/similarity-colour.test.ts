import * as Plot from "@observablehq/plot";
import { describe, expect, test } from "vitest";
import { similarityColour, similarityContrast } from "../../../src/report/figures/similarity-colour.js";

function channels(colour: string): number[] {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex !== null) return hex.slice(1).map((part) => Number.parseInt(part, 16));
  return (colour.match(/\d+/g) ?? []).map(Number);
}

describe("similarityColour", () => {
  test("is viridis from 0 to 1, but for what nobody sees", () => {
    const { apply } = Plot.scale({ color: { type: "linear", scheme: "viridis", domain: [0, 1] } });
    for (let k = 0; k <= 200; k++) {
      const [ours, theirs] = [channels(similarityColour(k / 200)), channels(apply(k / 200))];
      for (const [at, channel] of ours.entries()) expect(Math.abs(channel - (theirs[at] ?? -99))).toBeLessThan(5);
    }
    expect([0, 0.5, 1].map(similarityColour)).toEqual(["#440154", "#21918c", "#fde725"]);
  });

  test("tells a negative value from the positive one of the same size", () => {
    expect(similarityColour(-0.5)).not.toBe(similarityColour(0.5));
    expect(similarityColour(-1)).toBe("#d9d9d9");
  });
});

test("marks are white on the dark middle and black on the light ends", () => {
  expect([-0.9, -0.1, 0.1, 0.9].map(similarityContrast)).toEqual(["#000", "#fff", "#fff", "#000"]);
});
