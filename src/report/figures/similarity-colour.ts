type Rgb = readonly [red: number, green: number, blue: number];

/** Viridis at 0, 1/16, …, 1: what lies between is mixed, at most 3 of 255 from the true colour. */
const STOPS =
  "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725"
    .split(" ")
    .map((hex): Rgb => [parseInt(hex.slice(0, 2), 16), parseInt(hex.slice(2, 4), 16), parseInt(hex.slice(4), 16)]);

const DARK: Rgb = [0x44, 0x01, 0x54];
const GREY: Rgb = [0xd9, 0xd9, 0xd9];

/**
 * The colour of a similarity: viridis from 0 to 1, and below 0 from its dark end into grey, so that distance from 0 is
 * always lightness. Made without d3, since the page's script draws maps too.
 *
 * @param value - in [−1, 1].
 * @example
 * similarityColour(1); // => "#fde725"
 */
export function similarityColour(value: number): string {
  if (value < 0) return mixed(DARK, GREY, Math.min(1, -value));
  const at = Math.min(1, value) * (STOPS.length - 1);
  const below = Math.min(Math.floor(at), STOPS.length - 2);
  return mixed(STOPS[below] ?? DARK, STOPS[below + 1] ?? DARK, at - below);
}

function mixed(from: Rgb, to: Rgb, share: number): string {
  const channels = from.map((channel, k) => Math.round(channel + share * ((to[k] ?? channel) - channel)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
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
