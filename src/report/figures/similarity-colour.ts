import * as Plot from "@observablehq/plot";

const positive = Plot.scale({ color: { type: "linear", scheme: "viridis", domain: [0, 1] } });
const negative = Plot.scale({ color: { type: "linear", range: ["#440154", "#d9d9d9"], domain: [0, -1] } });

/**
 * The colour of a similarity: viridis from 0 to 1, and below 0 from its dark end into grey, so that distance from 0 is
 * always lightness.
 *
 * @param value - in [−1, 1].
 * @example
 * similarityColour(1); // => "#fde725"
 */
export function similarityColour(value: number): string {
  return (value < 0 ? negative : positive).apply(value);
}

/**
 * Black or white, whichever reads on the similarity's colour.
 *
 * @example
 * similarityContrast(0.9); // => "#000"
 */
export function similarityContrast(value: number): string {
  return Math.abs(value) > 0.6 ? "#000" : "#fff";
}
