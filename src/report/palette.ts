/**
 * The colours of the page and its figures, each as [on light, on dark]. The pairs that must be told apart differ in
 * lightness or along blue–orange, and always in shape or dash as well.
 */
export const PALETTE = {
  paper: ["#ffffff", "#15171b"],
  panel: ["#f6f6f3", "#1d2026"],
  ink: ["#1d1f23", "#e9e7e2"],
  muted: ["#5c626c", "#a3a8b2"],
  rule: ["#dddee2", "#343942"],
  faint: ["#eeeeea", "#262a31"],
  a: ["#0a62ad", "#74b6f2"],
  b: ["#bf4d06", "#f3a662"],
  cross: ["#6b4aa8", "#bda5ef"],
  up: ["#1b7837", "#7fce8f"],
  down: ["#8e3596", "#dd9be2"],
  data1: ["#00766a", "#55cdb9"],
  data2: ["#a83c7c", "#ee97c8"],
  data3: ["#7d6200", "#dcc04f"],
  data4: ["#4453b8", "#a4aef7"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** The colours as custom properties, those on light (0) or on dark (1). */
export function variables(scheme: 0 | 1): string {
  return Object.entries(PALETTE)
    .map(([name, colours]) => `--${name}: ${colours[scheme]};`)
    .join(" ");
}

/** The name of a colour. */
export type Ink = keyof typeof PALETTE;

const SERIES = ["data1", "data2", "data3", "data4"] as const;

/**
 * A colour as CSS: the page's custom property and, for a figure that stands alone, the light value.
 *
 * @example
 * ink("a"); // => "var(--a, #0a62ad)"
 */
export function ink(name: Ink): string {
  return `var(--${name}, ${PALETTE[name][0]})`;
}

/**
 * The colour of the k-th data set (from 0); after the fourth they repeat.
 *
 * @example
 * dataInk(0); // => "var(--data1, #00766a)"
 */
export function dataInk(k: number): string {
  return ink(SERIES[k % SERIES.length] ?? "data1");
}
