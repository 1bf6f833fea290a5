import { fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { similarityColour } from "./similarity-colour.js";

const STEPS_PER_UNIT = 20;
const STEP = 7;
const BAR = 11;
const CHARACTER = 6.6;

/**
 * The legend of a map, for the margin above it: the colours from 0 (or the lowest value, where that is negative) to 1, and
 * what the dot in a cell means.
 *
 * @param low - the lowest value drawn; positive ones count as 0.
 * @param words - what the dot, or for a map without dots the colour, means.
 * @returns what stands above a map, in pixels from its left edge.
 */
export function colourLegend(
  low: number,
  words: { readonly dot: string } | { readonly colour: string } = { dot: "best match in its row" },
): { readonly drawn: Markup; readonly width: number } {
  const said = "dot" in words ? words.dot : words.colour;
  const [dot, before, gap] = "dot" in words ? [markup`<circle r="3.5"/>`, 26, 10] : [[], 18, 0];
  const at = barWidth(low) + before;
  return {
    drawn: markup`${colourBar(low)}<g transform="translate(${at},${BAR / 2})">${dot}<text x="${gap}" dy="0.32em">${said}</text></g>`,
    width: at + gap + Math.ceil(said.length * CHARACTER),
  };
}

function colourBar(low: number): Markup {
  const below = stepsBelow(low);
  const steps = Array.from({ length: below + STEPS_PER_UNIT }, (_, k) => {
    const colour = similarityColour((k - below + 0.5) / STEPS_PER_UNIT);
    return markup`<rect x="${k * STEP}" width="${STEP + 0.3}" height="${BAR}" fill="${colour}"/>`;
  });
  const ticks = [...(below >= 4 ? [-below / STEPS_PER_UNIT] : []), 0, 0.5, 1].map((value) => {
    const x = Math.round((value * STEPS_PER_UNIT + below) * STEP);
    return markup`<text x="${x}" y="${BAR + 14}" text-anchor="middle">${fixed(value, Number.isInteger(value) ? 0 : 1)}</text>`;
  });
  return markup`${steps}${ticks}`;
}

/** Whole steps from the lowest value up to 0; an even count, so that its tick has one decimal. */
function stepsBelow(low: number): number {
  return 2 * Math.ceil(Math.max(0, -low * STEPS_PER_UNIT) / 2);
}

function barWidth(low: number): number {
  return (stepsBelow(low) + STEPS_PER_UNIT) * STEP;
}
