import { describe, expect, test } from "vitest";
import { similarityColour, similarityContrast } from "../../../src/report/figures/similarity-colour.js";

describe("similarityColour", () => {
  test("is viridis from 0 to 1", () => {
    expect([0, 0.5, 1].map(similarityColour)).toEqual(["#440154", "#21918c", "#fde725"]);
  });

  test("tells a negative value from the positive one of the same size", () => {
    expect(similarityColour(-0.5)).not.toBe(similarityColour(0.5));
    expect(similarityColour(-1)).toBe("rgb(217, 217, 217)");
  });
});

test("marks are white on the dark middle and black on the light ends", () => {
  expect([-0.9, -0.1, 0.1, 0.9].map(similarityContrast)).toEqual(["#000", "#fff", "#fff", "#000"]);
});
