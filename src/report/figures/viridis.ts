type Rgb = readonly [red: number, green: number, blue: number];

/** Viridis at 0, 1/16, …, 1: what lies between is mixed, at most 3 of 255 from the true colour. */
const STOPS =
  "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725"
    .split(" ")
    .map((hex): Rgb => [parseInt(hex.slice(0, 2), 16), parseInt(hex.slice(2, 4), 16), parseInt(hex.slice(4), 16)]);

const DARK: Rgb = [0x44, 0x01, 0x54];
const GREY: Rgb = [0xd9, 0xd9, 0xd9];

/**
 * The colour of a similarity as `similarityColour` has it, without d3, for the page's script.
 *
 * @param value - in [−1, 1].
 * @example
 * similarityLook(0); // => [68, 1, 84]
 */
export function similarityLook(value: number): Rgb {
  if (value < 0) return mixed(DARK, GREY, Math.min(1, -value));
  const at = Math.min(1, value) * (STOPS.length - 1);
  const below = Math.min(Math.floor(at), STOPS.length - 2);
  return mixed(STOPS[below] ?? DARK, STOPS[below + 1] ?? DARK, at - below);
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (k: 0 | 1 | 2) => Math.round(from[k] + share * (to[k] - from[k]));
  return [channel(0), channel(1), channel(2)];
}
