import { expect, test } from "vitest";
import { similarityColour } from "../../../src/report/figures/similarity-colour.js";
import { similarityLook } from "../../../src/report/figures/viridis.js";

function rgb(colour: string): number[] {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex !== null) return hex.slice(1).map((part) => Number.parseInt(part, 16));
  return (colour.match(/\d+/g) ?? []).map(Number);
}

test("the script's colours are those of the figures, but for what nobody sees", () => {
  for (let value = -1; value <= 1; value += 0.01) {
    const [look, true_] = [similarityLook(value), rgb(similarityColour(value))];
    for (const [k, channel] of look.entries()) expect(Math.abs(channel - (true_[k] ?? -99))).toBeLessThanOrEqual(4);
  }
});
